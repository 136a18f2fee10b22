"""`trucewire worker`: the stream processor."""

import typer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(worker)


def worker() -> None:
    """Read articles, extract claims, keep positions and tolls, publish alerts. Runs until it is stopped.

    Start as many as there are partitions, on any machines: they share the work. Each needs a data folder of its own
    (TRUCEWIRE_DATA_DIR). SIGTERM finishes what is in hand first; exit code 1 means: start me again.

    Example:  TRUCEWIRE_BOOTSTRAP_SERVERS=kafka-1:9092,kafka-2:9092 trucewire worker
    """
    from streams import logs
    from streams.settings import Settings
    from streams.worker import run

    settings = Settings.load()
    logs.configure(level=settings.log_level, form=settings.log_format)
    raise typer.Exit(run(settings))
