"""`trucewire doctor` looks at everything that Trucewire needs, and says what to mend."""

import json
from pathlib import Path

from streams.settings import Settings, documented
from tests.conftest import Command


def findings(done: object) -> dict[str, tuple[bool, str]]:
    found = json.loads(getattr(done, "stdout", ""))["findings"]
    return {finding["what"]: (finding["fine"], finding["found"]) for finding in found}


def test_on_an_installation_that_is_whole_all_is_fine(trucewire: Command, settings: Settings) -> None:
    done = trucewire("doctor", "--json", settings=settings)
    assert done.returncode == 0, done.stdout
    looked = findings(done)
    assert {
        "python",
        "faust-streaming",
        "codebook",
        "java",
        "kafka",
        "topics",
        "workers",
        "dead letters",
        "data folder",
    } <= set(looked)
    assert looked["kafka"] == (True, settings.bootstrap_servers)
    assert all(fine for fine, _ in looked.values())
    assert "MEND" not in trucewire("doctor", settings=settings).stdout


def test_what_is_missing_is_named_with_its_mend(trucewire: Command, bare: Settings) -> None:
    done = trucewire("doctor", "--json", settings=bare)
    assert done.returncode == 1
    assert findings(done)["topics"][0] is False
    assert "trucewire topics create" in findings(done)["topics"][1]


def test_without_kafka_the_rest_is_looked_at_all_the_same(trucewire: Command) -> None:
    done = trucewire("doctor", "--json", settings=Settings.load(bootstrap_servers="127.0.0.1:9"))
    assert done.returncode == 1
    looked = findings(done)
    assert looked["python"][0] is True
    assert looked["kafka"][0] is False
    assert "trucewire broker start" in looked["kafka"][1]


def test_a_folder_that_cannot_be_used_is_named(trucewire: Command, settings: Settings, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    done = trucewire("doctor", "--json", settings=settings.model_copy(update={"data_dir": blocked}))
    assert done.returncode == 1
    assert findings(done)["data folder"][0] is False


def test_a_codebook_that_cannot_be_read_and_a_java_that_is_none_are_named(
    trucewire: Command, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "parties.toml").write_text("[[party]]\nnonsense = 1\n", encoding="utf-8")
    wrong = settings.model_copy(update={"codebook": tmp_path, "java": tmp_path / "java"})
    done = trucewire("doctor", "--json", settings=wrong)
    assert done.returncode == 1
    looked = findings(done)
    assert (looked["codebook"][0], looked["local broker"][0]) == (False, False)
    assert looked["kafka"][0] is True


def test_every_setting_is_listed_and_no_secret_is(trucewire: Command) -> None:
    secret = Settings.load(sasl_username="me", sasl_password="do-not-print", security_protocol="SASL_PLAINTEXT")  # noqa: S106
    done = trucewire("doctor", "--settings", "--json", settings=secret)
    listed = json.loads(done.stdout)
    assert list(listed) == sorted(setting.variable for setting in documented())
    assert listed["TRUCEWIRE_SASL_PASSWORD"]["value"] == "set"
    plain = trucewire("doctor", "--settings", settings=secret).stdout
    assert "do-not-print" not in done.stdout + plain
    assert all(setting.variable in plain for setting in documented())
