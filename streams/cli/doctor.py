"""`trucewire doctor`: looks at everything that Trucewire needs, and says what to mend."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Annotated

import typer

from streams.cli.console import answer_json, answer_table
from streams.cli.exits import Exit
from streams.errors import TrucewireError

if TYPE_CHECKING:
    from streams.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    fine: bool
    found: str


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)


def doctor(
    *,
    settings: Annotated[bool, typer.Option("--settings", help="List every setting instead.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
) -> None:
    """Look at everything that is needed, from versions to dead letters. Exit code 1 when something is to be mended.

    `trucewire doctor --settings` lists every setting: its variable, value, default, bounds and unit.
    """
    from streams.settings import Settings

    loaded = Settings.load()
    if settings:
        _list_settings(loaded, as_json=as_json)
        return
    findings = [finding for look in _LOOKS for finding in _looked(look, loaded)]
    if as_json:
        answer_json({"findings": [{"what": f.what, "fine": f.fine, "found": f.found} for f in findings]})
    else:
        answer_table(("", "looked at", "found"), [("ok" if f.fine else "MEND", f.what, f.found) for f in findings])
    if not all(finding.fine for finding in findings):
        raise typer.Exit(Exit.FAILED)


def _list_settings(loaded: "Settings", *, as_json: bool) -> None:
    from pydantic import SecretStr

    from streams.settings import documented

    fields = list(type(loaded).model_fields)
    given = [getattr(loaded, name) for name in fields]
    values = ["" if value is None else "set" if isinstance(value, SecretStr) else str(value) for value in given]
    rows = list(zip(documented(), values, strict=True))
    if as_json:
        answer_json(
            {
                setting.variable: {
                    "value": value,
                    "default": setting.default,
                    "bounds": setting.bounds,
                    "unit": setting.unit,
                    "description": setting.description,
                }
                for setting, value in rows
            }
        )
        return
    answer_table(
        ("variable", "value", "bounds", "unit", "what it does"),
        [(setting.variable, value, setting.bounds, setting.unit, setting.description) for setting, value in rows],
    )


def _looked(look: "Callable[[Settings], Iterator[Finding]]", settings: "Settings") -> Iterator[Finding]:
    try:
        yield from look(settings)
    except TrucewireError as error:
        yield Finding(look.__name__.removeprefix("_").replace("_", " "), False, str(error))


def _versions(_: "Settings") -> Iterator[Finding]:
    yield Finding("python", sys.version_info >= (3, 11), sys.version.split()[0])
    for name in ("trucewire", "faust-streaming", "aiokafka", "mode-streaming", "kafka-python"):
        yield Finding(name, True, metadata.version(name))


def _environment(_: "Settings") -> Iterator[Finding]:
    from streams.settings import unknown

    strangers = unknown()
    said = f"no setting is named {', '.join(strangers)}; `trucewire doctor --settings` lists them"
    yield Finding("settings", not strangers, said if strangers else "every TRUCEWIRE_ variable is a setting")


def _folders(settings: "Settings") -> Iterator[Finding]:
    for what, folder in (("data folder", settings.data_dir), ("cache folder", settings.cache_dir)):
        nearest = next(parent for parent in (folder, *folder.parents) if parent.exists())
        usable = nearest.is_dir() and os.access(nearest, os.W_OK)
        yield Finding(what, usable, str(folder) if usable else f"{nearest} cannot be written; set another folder")


def _codebook(settings: "Settings") -> Iterator[Finding]:
    from streams.codebook import load

    book = load(settings.codebook)
    yield Finding("codebook", True, f"version {book.version}, overlay {settings.codebook or 'none'}")


def _local_broker(settings: "Settings") -> Iterator[Finding]:
    from streams.broker import java

    yield Finding("java", True, f"{java(settings)}, for `trucewire broker` and `trucewire demo`")


def _kafka(settings: "Settings") -> Iterator[Finding]:
    from schemas.topics import app_id
    from streams import cluster

    with cluster.admin(settings) as client:
        yield Finding("kafka", True, settings.bootstrap_servers)
        faults = cluster.check(client, prefix=settings.prefix)
        yield from (Finding("topics", False, str(fault)) for fault in faults)
        if not faults:
            yield Finding("topics", True, f"all there, prefix {settings.prefix!r}")
        yield Finding("workers", True, f"{cluster.members(client, app_id(settings.prefix))} running")


def _dead_letters(settings: "Settings") -> Iterator[Finding]:
    from streams import cluster
    from streams.deadletters.letters import letters, still_open

    with cluster.consumer(settings) as client:
        count = len(still_open(letters(client, prefix=settings.prefix)))
    yield Finding(
        "dead letters", not count, f"{count} open; see `trucewire dead-letters list`" if count else "none open"
    )


_LOOKS: "tuple[Callable[[Settings], Iterator[Finding]], ...]" = (
    _versions,
    _environment,
    _folders,
    _codebook,
    _local_broker,
    _kafka,
    _dead_letters,
)
