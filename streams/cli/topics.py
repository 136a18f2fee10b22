"""`trucewire topics`: makes, checks, lists and deletes the topics of an installation."""

from typing import Annotated

import typer

from streams.cli.console import answer, answer_json, answer_table, confirm, say
from streams.cli.exits import Exit

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")]

topics = typer.Typer(no_args_is_help=True, help="Make, check, list or delete the topics of this installation.")


def register(app: typer.Typer) -> None:
    """Adds the group."""
    app.add_typer(topics, name="topics")


@topics.command()
def create(as_json: Json = False) -> None:
    """Make the topics that are missing and correct the configuration of those that exist. Safe to repeat.

    Example:  TRUCEWIRE_PARTITIONS=12 TRUCEWIRE_REPLICATION=3 trucewire topics create
    """
    from streams import cluster
    from streams.settings import Settings

    settings = Settings.load()
    with cluster.admin(settings) as client:
        changed = cluster.create(
            client, prefix=settings.prefix, partitions=settings.partitions, replication=settings.replication
        )
    if as_json:
        answer_json({"changed": changed})
        return
    for name in changed:
        answer(name)
    say(f"{len(changed)} topics made or corrected" if changed else "every topic was there and right")


@topics.command()
def check(as_json: Json = False) -> None:
    """Say what is wrong with the topics, and what mends it: missing, unequal partitions, wrong configuration.

    Exit code 1 when something is wrong: a worker would refuse to start.
    """
    from streams import cluster
    from streams.settings import Settings

    settings = Settings.load()
    with cluster.admin(settings) as client:
        faults = cluster.check(client, prefix=settings.prefix)
    if as_json:
        answer_json(
            {"faults": [{"topic": f.topic, "problem": f.problem, "found": f.found, "mend": f.mend} for f in faults]}
        )
    else:
        for fault in faults:
            answer(fault)
        if not faults:
            say("every topic is there and right")
    if faults:
        raise typer.Exit(Exit.FAILED)


@topics.command("list")
def list_(as_json: Json = False) -> None:
    """Show every topic: its name here, partitions (0: missing), key, and who writes it."""
    from streams import cluster
    from streams.settings import Settings

    settings = Settings.load()
    with cluster.admin(settings) as client:
        found = cluster.listed(client, prefix=settings.prefix)
    if as_json:
        answer_json(
            {
                "topics": [
                    {
                        "name": entry.name,
                        "partitions": entry.partitions,
                        "key": entry.topic.key,
                        "owner": entry.topic.owner,
                        "role": entry.topic.role,
                        "description": entry.topic.description,
                    }
                    for entry in found
                ]
            }
        )
        return
    answer_table(
        ("topic", "partitions", "key", "written by"),
        [(entry.name, entry.partitions, entry.topic.key, entry.topic.owner) for entry in found],
    )


@topics.command()
def delete(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete every topic of this installation with all its records, the articles too.

    Only topics of the catalogue with the prefix in TRUCEWIRE_PREFIX are touched. To keep the articles use
    `trucewire reset`.
    """
    from streams import cluster
    from streams.settings import Settings

    settings = Settings.load()
    with cluster.admin(settings) as client:
        names = cluster.installed(client, prefix=settings.prefix)
        for name in names:
            say(name)
        confirm(f"Delete these {len(names)} topics at {settings.bootstrap_servers}, articles included?", yes=yes)
        gone = cluster.delete(client, names)
    say(f"{len(gone)} topics deleted")
