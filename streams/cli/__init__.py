"""The command `trucewire`: one file a group of commands, and the only place that prints.

Every module named in `GROUPS` has a function `register(app)` that adds its commands to the application. Modules import
what is heavy (Kafka clients, Faust, spaCy) inside their commands, so that `--help` answers at once.
"""

import sys
from importlib import import_module, metadata
from importlib.util import find_spec
from typing import Annotated

import typer

from streams.cli.console import answer, say
from streams.cli.exits import Exit
from streams.errors import TrucewireError

GROUPS = (
    "demo",
    "replay",
    "alerts",
    "positions",
    "fold",
    "explain",
    "diff",
    "extract",
    "evaluate",
    "codebook",
    "worker",
    "broker",
    "topics",
    "deadletters",
    "reset",
    "doctor",
)
"""The modules of this package that have commands, in the order in which `--help` shows them."""

INTRODUCTION = """
Watches conflicts: reads news articles from Kafka, keeps each party's stated position and every toll, and raises an
alert when a position shifts, contradicts itself, or a toll is taken back.

\b
trucewire demo                   everything on this machine, with articles of its own
trucewire replay my-article.md   one article of yours into a Kafka that runs
trucewire alerts --follow        alerts as they come

Settings are TRUCEWIRE_* variables: `trucewire doctor --settings` lists them. Exit codes: 0 done, 1 failed,
2 not understood, 3 done but some input was refused.
"""


def application() -> typer.Typer:
    """The application with every command."""
    app = typer.Typer(
        name="trucewire",
        help=INTRODUCTION,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    app.callback()(_options)
    for name in GROUPS:
        if find_spec(f"{__name__}.{name}") is None:
            continue
        import_module(f"{__name__}.{name}").register(app)
    return app


def main() -> None:
    """Runs the command that was typed. A named error is one line on stderr; another one keeps its traceback."""
    try:
        application()()
    except TrucewireError as error:
        say(f"{error.code}: {error}")
        sys.exit(Exit.USAGE if error.code == "TW-SETTINGS" else Exit.FAILED)


def _version(wanted: bool) -> None:
    if wanted:
        answer(f"trucewire {metadata.version('trucewire')}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Holds the options that belong to no command."""
