"""The MUC-4 adapter reads an archive of messages and keys; the messages here are ours."""

import io
import tarfile
from pathlib import Path

from schemas.vocabulary import Harm
from tests.benchmarks.muc4 import Target, keys, main, texts

MESSAGES = """

DEV-MUC3-0001 (OURS)

   SAN SALVADOR, 23 OCT 89 (OURS) -- [TEXT] GUNMEN KILLED TWO POLICEMEN AND
WOUNDED A NURSE IN THE TOWN OF APOPA.


DEV-MUC3-0002 (OURS)

   LIMA, 24 OCT 89 (OURS) -- [TEXT] THE CONGRESS MET IN THE CITY.
"""

KEYS = """
0.  MESSAGE: ID                     DEV-MUC3-0001 (OURS)
1.  MESSAGE: TEMPLATE               1
21. HUM TGT: NUMBER                 2: "POLICEMEN"
                                    1: "NURSE"
                                    PLURAL: "PEASANTS"
23. HUM TGT: EFFECT OF INCIDENT     DEATH: "POLICEMEN"
                                    INJURY: "NURSE"
                                    DEATH: "PEASANTS"

0.  MESSAGE: ID                     DEV-MUC3-0002 (OURS)
1.  MESSAGE: TEMPLATE               *
21. HUM TGT: NUMBER                 *
23. HUM TGT: EFFECT OF INCIDENT     *
"""


def archive(folder: Path) -> Path:
    """A small archive of the same layout."""
    path = folder / "muc.tar.gz"
    with tarfile.open(path, "w:gz") as tar:
        for name, content in (("dev/dev-muc3-0001-0100", MESSAGES), ("dev/key-dev-0001.muc4", KEYS)):
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            tar.addfile(member, io.BytesIO(content.encode()))
    return path


def test_messages_and_keys_are_read(tmp_path: Path) -> None:
    path = archive(tmp_path)
    assert [message for message, _ in texts(path)] == ["DEV-MUC3-0001", "DEV-MUC3-0002"]
    assert keys(path)["DEV-MUC3-0001"] == [
        Target(Harm.KILLED, 2, frozenset(["POLICEMEN"]), optional=False),
        Target(Harm.WOUNDED, 1, frozenset(["NURSE"]), optional=False),
    ]


def test_the_figures_are_recall_and_precision(tmp_path: Path) -> None:
    assert main([str(archive(tmp_path))]) == "targets 2  found 2  recall 1.000  precision 1.000"
