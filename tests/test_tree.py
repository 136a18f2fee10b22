"""What holds for every file of the tree: nothing of a machine, of a registry, or of other people's text in it."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MACHINES = ("/" + "root/", "/" + "home/", "/" + "work/", "/" + "Users/")
"""How a path on somebody's machine begins; written in parts, so that this file does not find itself."""

REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("repo1", "maven", "org"),
        ("repo", "maven", "apache", "org"),
        ("registry", "npmjs", "org"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
    )
)

TEXT = {".py", ".toml", ".md", ".txt", ".json", ".yml", ".yaml", ".cfg", ".properties", ".xml", ".jsonl", ".conf", ""}


def tracked() -> list[Path]:
    """The files of the tree: those that git tracks, or, in an unpacked archive, all."""
    if not (ROOT / ".git").exists():
        pytest.skip("the tree is not a checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in tracked()
        if path.suffix in TEXT and path.is_file()
        for word in (*MACHINES, *REGISTRIES)
        if word in path.read_text("utf-8", "replace")
    ]
    assert not found


def test_the_top_level_holds_what_it_should() -> None:
    allowed = {
        *("pyproject.toml", "docker-compose.yml", "README.md", "LICENSE", "CHANGELOG.md", "Makefile", ".gitignore"),
        *(".ci", "streams", "schemas", "seeds", "tests", "deploy"),
    }
    assert {path.relative_to(ROOT).parts[0] for path in tracked()} <= allowed


def test_the_lock_is_hashed_and_says_no_address() -> None:
    for lock in (ROOT / "deploy").glob("*.txt"):
        lines = lock.read_text("utf-8").splitlines()
        assert not [line for line in lines if "://" in line or line.startswith("-")], lock.name
        pins = [number for number, line in enumerate(lines) if "==" in line.split(";")[0]]
        assert pins, lock.name
        assert all("--hash=sha256:" in lines[number + 1] for number in pins), lock.name


def test_only_the_settings_read_the_environment_and_only_the_metrics_make_collectors() -> None:
    """Rules that a linter of imports cannot see."""
    owners = {"os.environ": {"settings.py"}, "os.getenv": set[str](), "CollectorRegistry()": {"running.py"}}
    for path in (ROOT / "streams").rglob("*.py"):
        text = path.read_text("utf-8")
        for word, allowed in owners.items():
            assert word not in text or path.name in allowed, f"{path.relative_to(ROOT)} uses {word}"


FORBIDDEN_MODULES = frozenset({"os", "platform", "random", "secrets", "socket", "subprocess", "tempfile", "time"})
FORBIDDEN_NAMES = frozenset(
    {"environ", "getenv", "hash", "now", "random", "today", "urandom", "utcnow", "uuid1", "uuid4"}
)
"""Names that are called or taken off a module: clocks, chance, the environment, and what differs between two runs."""


def _impure(tree: ast.AST) -> Iterator[str]:
    """What a module imports or calls that another run would answer in another way."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] in FORBIDDEN_MODULES)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
            names = {alias.name for alias in node.names}
            if node.module.split(".")[0] in FORBIDDEN_MODULES or names & FORBIDDEN_NAMES:
                yield node.module
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in FORBIDDEN_NAMES:
                yield f"{called}()"


@pytest.mark.parametrize("room", ["schemas", "streams/codebook", "streams/extract", "streams/fold"])
def test_the_plain_rooms_read_no_clock_no_chance_and_no_environment(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        assert not list(_impure(ast.parse(path.read_text("utf-8")))), path.relative_to(ROOT)


@pytest.mark.parametrize(
    "line",
    [
        "from time import monotonic",
        "import os.path",
        "from random import choice",
        "from uuid import uuid4",
        "day = datetime.now(UTC)",
        "day = date.today()",
        "key = hash(party)",
    ],
)
def test_each_way_to_break_that_is_seen(line: str) -> None:
    assert list(_impure(ast.parse(line)))
