"""`trucewire broker`: a local Apache Kafka, for one machine, from what pip brings."""

from typing import TYPE_CHECKING, Annotated

import typer

from streams.cli.console import answer_json, interruptible, say, stop
from streams.cli.exits import Exit

if TYPE_CHECKING:
    from streams.settings import Settings

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]

broker = typer.Typer(
    no_args_is_help=True,
    help="Start and stop a local Apache Kafka: one node on loopback, its data in TRUCEWIRE_DATA_DIR.",
)


def register(app: typer.Typer) -> None:
    """Adds the group."""
    app.add_typer(broker, name="broker")


@broker.command()
def start(
    *,
    detach: Annotated[bool, typer.Option("--detach", help="Leave it running and come back.")] = False,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port for clients; default: that of TRUCEWIRE_BOOTSTRAP_SERVERS."),
    ] = None,
) -> None:
    """Start the broker and keep it until Ctrl-C; with --detach until `trucewire broker stop`.

    Needs neither Java nor Docker: a Java 17 or newer that is there is used, else the one that pip brought. The jars of
    Kafka are fetched once and checked. What was written stays when the broker stops.

    Example:  trucewire broker start --detach && trucewire topics create
    """
    from streams import broker as kafka
    from streams.settings import Settings

    settings = Settings.load()
    wanted = port or _port(settings)
    if detach:
        found = kafka.detach(settings, port=wanted, told=say)
        say(f"Kafka {kafka.KAFKA} runs at {found.bootstrap} (pid {found.pid}), data in {found.data}")
        return
    try:
        with interruptible(), kafka.foreground(settings, port=wanted, told=say) as running:
            say(f"Kafka {kafka.KAFKA} runs at {running.bootstrap}, data in {running.data}; Ctrl-C stops it")
            while not running.ended(seconds=3600):
                pass
            say(f"Kafka ended; what it said is in {running.log}")
    except KeyboardInterrupt:
        say("stopped")


@broker.command("stop")
def stop_(as_json: Json = False) -> None:
    """Stop the broker of this data folder cleanly. Exit code 1 when none runs."""
    from streams import broker as kafka
    from streams.settings import Settings

    settings = Settings.load()
    found = kafka.stop(settings)
    if as_json:
        answer_json({"stopped": found and found.bootstrap})
    if not found:
        stop(f"no broker runs on {settings.data_dir}", Exit.FAILED)
    say(f"stopped the broker at {found.bootstrap}")


@broker.command()
def status(as_json: Json = False) -> None:
    """Say whether the broker of this data folder runs, and where. Exit code 1 when it does not."""
    from streams import broker as kafka
    from streams.settings import Settings

    settings = Settings.load()
    found = kafka.status(settings)
    if as_json:
        answer_json({"running": bool(found), "bootstrap": found and found.bootstrap, "pid": found and found.pid})
    if not found:
        stop(f"no broker runs on {settings.data_dir}; start one with `trucewire broker start`", Exit.FAILED)
    if not as_json:
        say(f"a broker runs at {found.bootstrap} (pid {found.pid}), data in {found.data}")


def _port(settings: "Settings") -> int:
    first = settings.bootstrap_servers.split(",")[0]
    return int(first.rpartition(":")[2])
