"""The codebook's files and their overlay: what they may say, and what the error says where they may not."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from streams.codebook import CodebookError, load
from streams.codebook.reading import Files, files


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Wheel:
    size: int
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Cart:
    id: str
    colour: Colour
    names: tuple[str, ...] = ()
    wheels: tuple[Wheel, ...] = ()
    weights: dict[str, int] | None = None
    rows: tuple[tuple[str, ...], ...] = ()
    owner: str | None = None

    def __post_init__(self) -> None:
        if self.owner == "nobody":
            raise ValueError("owner is nobody; leave it out")


def carts(text: str, overlay: str = "") -> dict[str, Cart]:
    return Files(builtin={"carts.toml": text}, overlay={"carts.toml": overlay}).entries("carts.toml", Cart)


def refusal(text: str, overlay: str = "") -> str:
    with pytest.raises(CodebookError) as refused:
        carts(text, overlay)
    return str(refused.value)


WHOLE = """
[first]
colour = "red"
names = ["one", "uno"]
wheels = [{ size = 3 }, { size = 4, spare = true }]
weights = { empty = 10, full = 90 }
rows = [["a", "b"], ["c"]]
"""


def test_an_entry_is_read_with_all_its_parts() -> None:
    assert carts(WHOLE) == {
        "first": Cart(
            id="first",
            colour=Colour.RED,
            names=("one", "uno"),
            wheels=(Wheel(3), Wheel(4, spare=True)),
            weights={"empty": 10, "full": 90},
            rows=(("a", "b"), ("c",)),
        )
    }


def test_an_unknown_key_is_refused_and_the_known_ones_are_listed() -> None:
    said = refusal('[first]\ncolor = "red"\n')
    assert said.startswith("carts.toml [first]: unknown color; allowed are colour, names, owner, rows, weights, wheels")


def test_an_unknown_key_of_a_part_is_refused_with_its_place() -> None:
    said = refusal('[first]\ncolour = "red"\nwheels = [{ size = 1 }, { size = 2, width = 3 }]\n')
    assert said == "carts.toml [first].wheels[1]: unknown width; allowed are size, spare"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[first]\n", "carts.toml [first]: colour is missing; give it a value"),
        ('[first]\ncolour = "green"\n', "carts.toml [first].colour: 'green' is none of red, blue"),
        ('[first]\ncolour = "red"\nnames = "one"\n', "carts.toml [first].names: write a list in [ ]"),
        ('[first]\ncolour = "red"\nnames = [1]\n', "carts.toml [first].names[0]: write a text in quotes, not 1"),
        ('[first]\ncolour = "red"\nwheels = [1]\n', "carts.toml [first].wheels[0]: write a table in { }"),
        ('[first]\ncolour = "red"\nweights = 1\n', "carts.toml [first].weights: write a table"),
        (
            '[first]\ncolour = "red"\nwheels = [{ size = true }]\n',
            "carts.toml [first].wheels[0].size: write a whole number, not True",
        ),
        ('[first]\ncolour = "red"\nowner = "nobody"\n', "carts.toml [first]: owner is nobody; leave it out"),
        (
            '[first]\nid = "second"\ncolour = "red"\n',
            "carts.toml [first]: the id is the name in brackets; take the key id out",
        ),
        (
            'colour = "red"\n',
            "carts.toml: colour belongs to no entry; write it below a line such as [colour]",
        ),
    ],
)
def test_each_mistake_is_named_with_file_entry_and_mend(text: str, said: str) -> None:
    assert refusal(text) == said


def test_text_that_is_no_toml_is_refused_with_its_line() -> None:
    assert "line 2" in refusal("[first]\ncolour = red\n")


def test_an_overlay_adds_an_entry() -> None:
    read = carts(WHOLE, '[second]\ncolour = "blue"\n')
    assert list(read) == ["first", "second"]
    assert read["second"].colour is Colour.BLUE


def test_an_overlay_adds_to_lists_merges_tables_and_replaces_the_rest() -> None:
    changed = carts(WHOLE, '[first]\ncolour = "blue"\nnames = ["uno", "eins"]\nweights = { full = 95 }\n')["first"]
    assert changed.colour is Colour.BLUE
    assert changed.names == ("one", "uno", "eins")
    assert changed.weights == {"empty": 10, "full": 95}
    assert changed.wheels == carts(WHOLE)["first"].wheels


def test_an_overlay_entry_may_stand_instead_of_the_builtin_one() -> None:
    changed = carts(WHOLE, '[first]\ninstead = true\ncolour = "blue"\n')["first"]
    assert changed == Cart(id="first", colour=Colour.BLUE)


def test_an_overlay_may_drop_an_entry() -> None:
    assert carts(WHOLE, "[first]\ndropped = true\n") == {}


def test_a_mistake_in_an_overlay_is_told_as_the_overlays() -> None:
    assert refusal(WHOLE, "[first]\nsize = 1\n").startswith("overlay carts.toml [first]: unknown size")


def test_only_the_overlay_may_say_instead_and_dropped() -> None:
    assert "unknown dropped" in refusal('[first]\ncolour = "red"\ndropped = false\n')


def test_origin_says_which_files_speak_of_an_entry() -> None:
    both = Files(builtin={"carts.toml": WHOLE}, overlay={"carts.toml": '[first]\ncolour = "blue"\n[new]\n'})
    assert both.origin("carts.toml", "first") == "carts.toml, overlay carts.toml"
    assert both.origin("carts.toml", "new") == "overlay carts.toml"


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_a_file_that_is_no_subject_is_refused_and_the_subjects_are_listed(tmp_path: Path) -> None:
    (tmp_path / "partys.toml").write_text("")
    with pytest.raises(CodebookError, match=r"unknown partys\.toml; allowed are .*parties\.toml"):
        load(tmp_path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "parties.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(CodebookError, match="UTF-8"):
        load(tmp_path)


def test_other_files_of_an_overlay_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("notes of the analyst")
    assert load(tmp_path).parties == load().parties


def test_the_version_changes_with_any_file_and_only_then(tmp_path: Path) -> None:
    plain, other = tmp_path / "plain", tmp_path / "other"
    for folder in (plain, other):
        folder.mkdir()
        (folder / "parties.toml").write_text('[norland]\nkind = "state"\nnames = ["Norland"]\n')
    one = load(plain).version
    assert len(one) == 12
    assert one == load(other).version
    assert one != load().version
    (other / "parties.toml").write_text('[norland]\nkind = "state"\nnames = ["Norland", "Nor"]\n')
    assert load(other).version != one


def test_files_that_do_not_exist_are_no_part_of_it() -> None:
    assert files(["nothing-of-the-kind.toml"]).builtin == {}
