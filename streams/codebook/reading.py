"""Reads the codebook's files: one TOML file a subject, one table an entry, and an overlay of the same names.

A subject is a frozen dataclass whose first field is `id: str`. The other fields are the keys that its entries may
have: a field without a default must be given, a key that is no field is an error that lists the fields. Known types
are `str`, `int`, `bool`, an enum, a dataclass (a table), `tuple[T, ...]` (a list), `dict[str, T]`, and `T | None`.
What more must hold is said in `__post_init__` by raising `ValueError`. `book.py` names the subjects.

An overlay is a folder. Its `parties.toml` speaks of the same entries as the built-in `parties.toml`:

- an entry with a new id is added;
- an entry with a known id changes that entry: a list is **added to**, a table is merged, any other value replaces;
- with `instead = true` the entry stands in place of the built-in one, of which nothing is kept;
- with `dropped = true` the entry is taken out.
"""

import hashlib
import tomllib
import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from streams.errors import TrucewireError

T = TypeVar("T")
Tables = dict[str, Any]

OVERLAY_KEYS = ("instead", "dropped")


class CodebookError(TrucewireError):
    """A file of the codebook or of its overlay cannot be read: the message names file, entry and key, and the mend."""

    code = "TW-CODEBOOK"


@dataclass(frozen=True, slots=True)
class Files:
    """The text of the built-in files and of an overlay's, by name: what a codebook is made of."""

    builtin: Mapping[str, str]
    overlay: Mapping[str, str]

    @property
    def version(self) -> str:
        """The first 12 hexadecimal digits of the SHA-256 of all files."""
        digest = hashlib.sha256()
        for part in (self.builtin, self.overlay):
            for name in sorted(part):
                digest.update(f"{name}\n{len(part[name])}\n{part[name]}".encode())
        return digest.hexdigest()[:12]

    def entries(self, name: str, kind: type[T]) -> dict[str, T]:
        """The entries of the file `name`, each read as a `kind`, by id in the order of the files."""
        tables = {key: _table(name, key, entry) for key, entry in _parsed(name, self.builtin.get(name, "")).items()}
        origin = dict.fromkeys(tables, name)
        for key, entry in _parsed(f"overlay {name}", self.overlay.get(name, "")).items():
            origin[key] = f"overlay {name}"
            changed = _overlaid(tables.get(key), _table(origin[key], key, entry))
            if changed is None:
                tables.pop(key, None)
            else:
                tables[key] = changed
        return {key: _entry(f"{origin[key]} [{key}]", key, entry, kind) for key, entry in tables.items()}

    def origin(self, name: str, key: str) -> str:
        """The files that speak of the entry `key` of the file `name`: one or both of built-in and overlay."""
        places = [("", self.builtin), ("overlay ", self.overlay)]
        return ", ".join(f"{where}{name}" for where, part in places if key in _parsed(name, part.get(name, "")))


def files(names: Iterable[str], overlay: Path | None = None) -> Files:
    """The text of the built-in files of these names, as far as they exist, and of the overlay's.

    A file of the overlay that is none of them is an error, so that a misspelt name is not silently nothing.
    """
    wanted = sorted(names)
    return Files(
        builtin={name: text for name in wanted if (text := _builtin(name)) is not None},
        overlay={} if overlay is None else _folder(overlay, wanted),
    )


def parse(where: str, text: str) -> Tables:
    """The tables of a TOML text."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{where}: {error}") from error


def check_names(where: str, given: Iterable[str], allowed: Iterable[str]) -> None:
    """Refuses a name that is not among the allowed ones, and lists those."""
    known = list(allowed)
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise CodebookError(f"{where}: unknown {', '.join(unknown)}; allowed are {', '.join(sorted(known))}")


@cache
def _builtin(name: str) -> str | None:
    file = resources.files("streams.codebook").joinpath(name)
    return file.read_text("utf-8") if file.is_file() else None


@cache
def _parsed(where: str, text: str) -> Tables:
    return parse(where, text)


def _folder(overlay: Path, wanted: list[str]) -> dict[str, str]:
    if not overlay.is_dir():
        raise CodebookError(f"{overlay}: no such folder; the overlay is a folder with files such as {wanted[0]}")
    given = sorted(path for path in overlay.iterdir() if path.suffix == ".toml")
    check_names(str(overlay), [path.name for path in given], wanted)
    try:
        return {path.name: path.read_text("utf-8") for path in given}
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{overlay}: {error}; its files are UTF-8 and readable") from error


def _table(where: str, key: str, entry: Any) -> Tables:
    if not isinstance(entry, dict):
        raise CodebookError(f"{where}: {key} belongs to no entry; write it below a line such as [{key}]")
    return entry


def _overlaid(known: Tables | None, entry: Tables) -> Tables | None:
    rest = {key: value for key, value in entry.items() if key not in OVERLAY_KEYS}
    if entry.get("dropped"):
        return None
    return rest if known is None or entry.get("instead") else _merged(known, rest)


def _merged(known: Tables, change: Tables) -> Tables:
    merged = dict(known)
    for key, value in change.items():
        before = known.get(key)
        if isinstance(before, list) and isinstance(value, list):
            merged[key] = [*before, *(item for item in value if item not in before)]
        elif isinstance(before, dict) and isinstance(value, dict):
            merged[key] = _merged(before, value)
        else:
            merged[key] = value
    return merged


def _entry(where: str, key: str, entry: Tables, kind: type[T]) -> T:
    if "id" in entry:
        raise CodebookError(f"{where}: the id is the name in brackets; take the key id out")
    return _built(where, {"id": key, **entry}, kind)


def _built(where: str, table: Tables, kind: type[T]) -> T:
    known = {field.name: field for field in fields(cast(Any, kind)) if field.init}
    check_names(where, [name for name in table if name != "id"], [name for name in known if name != "id"])
    lacking = [name for name, field in known.items() if name not in table and _needed(field)]
    if lacking:
        raise CodebookError(f"{where}: {', '.join(lacking)} is missing; give it a value")
    hints = _hints(cast(Any, kind))
    values = {name: _value(f"{where}.{name}", value, hints[name]) for name, value in table.items()}
    try:
        return kind(**values)
    except ValueError as error:
        raise CodebookError(f"{where}: {error}") from error


def _needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(cast(Any, kind))


def _value(where: str, value: Any, hint: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _value(where, value, next(one for one in inner if one is not type(None)))
    if origin is tuple:
        if not isinstance(value, list):
            raise CodebookError(f"{where}: write a list in [ ]")
        return tuple(_value(f"{where}[{place}]", one, inner[0]) for place, one in enumerate(value))
    if origin is dict:
        if not isinstance(value, dict):
            raise CodebookError(f"{where}: write a table")
        return {name: _value(f"{where}.{name}", one, inner[1]) for name, one in value.items()}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(where, value, hint)
    if is_dataclass(hint):
        if not isinstance(value, dict):
            raise CodebookError(f"{where}: write a table in {{ }}")
        return _built(where, value, cast(type, hint))
    if type(value) is not hint:
        raise CodebookError(f"{where}: write {_WRITTEN.get(hint, hint)}, not {value!r}")
    return value


_WRITTEN = {str: "a text in quotes", int: "a whole number", bool: "true or false"}


def _enum(where: str, value: Any, hint: type[Enum]) -> Enum:
    allowed = [str(one.value) for one in hint]
    if value not in allowed:
        raise CodebookError(f"{where}: {value!r} is none of {', '.join(allowed)}")
    return hint(value)
