"""Settings come from the environment, are checked once, and say what is wrong with them."""

from pathlib import Path

import pytest

from streams.settings import PREFIX, Settings, SettingsError, documented, unknown


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def test_what_is_given_wins_over_the_environment_and_that_over_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUCEWIRE_PARTITIONS", "12")
    assert Settings.load().partitions == 12
    assert Settings.load(partitions=3).partitions == 3
    assert Settings.load(partitions=None).partitions == 12
    assert Settings.load().bootstrap_servers == "127.0.0.1:9092"


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("TRUCEWIRE_PARTITIONS", "many", "TRUCEWIRE_PARTITIONS"),
        ("TRUCEWIRE_PARTITIONS", "0", "greater than or equal to 1"),
        ("TRUCEWIRE_BOOTSTRAP_SERVERS", "kafka", "TRUCEWIRE_BOOTSTRAP_SERVERS"),
        ("TRUCEWIRE_PREFIX", "a|b", "TRUCEWIRE_PREFIX"),
        ("TRUCEWIRE_SECURITY_PROTOCOL", "SASL_SSL", "needs TRUCEWIRE_SASL_USERNAME"),
        ("TRUCEWIRE_SSL_CERTFILE", "client.pem", "given together"),
        ("TRUCEWIRE_LOG_LEVEL", "loud", "TRUCEWIRE_LOG_LEVEL"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_takes(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=said):
        Settings.load()


def test_passwords_do_not_show() -> None:
    settings = Settings.load(security_protocol="SASL_SSL", sasl_username="reader", sasl_password="hunter2")  # noqa: S106
    assert "hunter2" not in repr(settings)
    assert settings.connection()["sasl_plain_password"] == "hunter2"  # noqa: S105


def test_a_missing_certificate_is_a_named_error(tmp_path: Path) -> None:
    settings = Settings.load(security_protocol="SSL", ssl_cafile=tmp_path / "none.pem")
    with pytest.raises(SettingsError, match="TRUCEWIRE_SSL_CAFILE"):
        settings.connection()


def test_a_child_gets_the_same_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = Settings.load(prefix="demo-1.", data_dir=tmp_path, pool_size=3)
    for name, value in settings.variables().items():
        monkeypatch.setenv(name, value)
    assert Settings.load() == settings


def test_stores_of_two_installations_lie_apart(tmp_path: Path) -> None:
    one, other = (Settings.load(data_dir=tmp_path, prefix=prefix) for prefix in ("a.", "b."))
    assert one.worker_dir != other.worker_dir


def test_variables_that_are_no_settings_are_told() -> None:
    assert unknown({"TRUCEWIRE_PARTITION": "3", "TRUCEWIRE_PARTITIONS": "3", "HOME": "/"}) == ["TRUCEWIRE_PARTITION"]


def test_every_setting_is_described_with_its_default() -> None:
    described = {setting.variable: setting for setting in documented()}
    assert set(described) == {PREFIX + name.upper() for name in Settings.model_fields}
    assert all(setting.description.endswith(".") for setting in described.values())
    assert described["TRUCEWIRE_PARTITIONS"].bounds == "1 to 1000"
    assert described["TRUCEWIRE_LOG_LEVEL"].bounds == "debug, info, warning, error"
    assert described["TRUCEWIRE_STOP_TIMEOUT"].unit == "s"
