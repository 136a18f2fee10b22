"""`trucewire reset` and `trucewire rebuild`: derive everything again from the articles, or read them again."""

from typing import Annotated

import typer

from streams.cli.console import confirm, say, stop
from streams.cli.exits import Exit


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(rebuild)
    app.command()(reset)


def rebuild(
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Have every article read again with the present extractor and codebook, as a new generation.

    Stop every worker, raise TRUCEWIRE_GENERATION, run this, and start the workers with the same TRUCEWIRE_GENERATION.
    Nothing is deleted: what the new reading changes follows as corrections of positions, tolls and alerts.

    Example:  TRUCEWIRE_GENERATION=3 trucewire rebuild && TRUCEWIRE_GENERATION=3 trucewire worker
    """
    from streams import cluster
    from streams.settings import Settings

    settings = Settings.load()
    with cluster.consumer(settings) as reader:
        newest = cluster.newest_generation(reader, prefix=settings.prefix)
    if newest is not None and settings.generation <= newest:
        stop(
            f"claims of generation {newest} are there: set TRUCEWIRE_GENERATION={newest + 1} here and for every worker",
            Exit.USAGE,
        )
    confirm(f"Read every article at {settings.bootstrap_servers} as generation {settings.generation}?", yes=yes)
    with cluster.admin(settings) as client:
        cluster.read_again(client, prefix=settings.prefix)
    say(f"start the workers with TRUCEWIRE_GENERATION={settings.generation}, and they read every article again")


def reset(
    *,
    tables: Annotated[bool, typer.Option("--tables", help="Only the tables: claims and alerts stay.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete claims, tables and alerts; the workers then derive them again. Articles always stay.

    Only topics of the catalogue with the prefix in TRUCEWIRE_PREFIX are touched. Stop every worker first; on other
    machines delete their data folders, too.
    """
    from streams import cluster
    from streams.settings import Settings

    settings = Settings.load()
    with cluster.admin(settings) as client:
        plan = cluster.plan(client, prefix=settings.prefix, stores=settings.worker_dir, tables_only=tables)
        for name in plan.topics:
            say(f"topic   {name}")
        for name in plan.offsets_on:
            say(f"offsets of {plan.group} on {name}")
        say(f"folder  {plan.stores}")
        confirm(f"Delete these at {settings.bootstrap_servers} and derive them again?", yes=yes)
        cluster.carry_out(client, plan)
        cluster.create(client, prefix=settings.prefix, partitions=settings.partitions, replication=settings.replication)
    say("reset; start the workers, and they derive everything again")
