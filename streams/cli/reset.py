"""`trucewire reset`: deletes what can be derived again from the articles."""

from typing import Annotated

import typer

from streams.cli.console import confirm, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(reset)


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
