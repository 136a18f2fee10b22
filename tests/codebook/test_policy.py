"""The numbers of the folds as an overlay may change them."""

from pathlib import Path

import pytest

from streams.codebook import load
from streams.codebook.policy import PolicyError, load_policy


def overlay(folder: Path, text: str) -> Path:
    (folder / "policy.toml").write_text(text)
    return folder


def test_an_overlay_replaces_one_number_and_keeps_the_rest(tmp_path: Path) -> None:
    changed = load_policy(overlay(tmp_path, '[positions.echo_days]\nvalue = 21\nreason = "slow reprints"\n'))
    assert changed.positions.echo_days == 21
    assert changed.positions.echo_words == load_policy().positions.echo_words
    assert load(tmp_path).policy == changed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[positions.echo_dayz]\nvalue = 1\nreason = "x"\n', "unknown echo_dayz; allowed are .*echo_days"),
        ('[position.echo_days]\nvalue = 1\nreason = "x"\n', "unknown position; allowed are alerts"),
        ('[positions.echo_days]\nvalue = 0\nreason = "x"\n', "whole number from 1 to 10000"),
        ("[positions.echo_days]\nvalue = 1\n", "say the reason"),
        ("[positions]\necho_days = 1\n", "write it as a table with value and reason"),
    ],
)
def test_a_mistake_is_named_with_its_mend(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Exception, match=said) as refused:
        load_policy(overlay(tmp_path, text))
    assert getattr(refused.value, "code", "") in ("TW-POLICY", "TW-CODEBOOK")


def test_an_error_of_the_policy_has_a_code_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(PolicyError):
        load_policy(overlay(tmp_path, "[positions.echo_days]\nvalue = 1\n"))
