"""The jars of Apache Kafka that Trucewire was tried with, by coordinate and digest."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from streams.errors import TrucewireError

KAFKA = "4.3.1"
"""The version of Apache Kafka that the lock file pins."""

_LOCK = Path(__file__).with_name("kafka.lock")


class BrokerError(TrucewireError):
    """The local broker cannot be had or will not run; the message says the mend."""

    code: ClassVar[str] = "TW-BROKER"


@dataclass(frozen=True, slots=True)
class Jar:
    """One jar of the lock file."""

    group: str
    artifact: str
    version: str
    sha256: str

    @property
    def name(self) -> str:
        """Its file name, as every Maven repository writes it."""
        return f"{self.artifact}-{self.version}.jar"

    def is_at(self, path: Path) -> bool:
        """Whether the file is there and is byte for byte the jar that was locked."""
        try:
            return sha256(path.read_bytes()).hexdigest() == self.sha256
        except (FileNotFoundError, NotADirectoryError):
            return False


@cache
def locked() -> tuple[Jar, ...]:
    """Every jar of the lock file, in its order."""
    lines = _LOCK.read_text(encoding="ascii").splitlines()
    return tuple(_jar(line) for line in lines if line and not line.startswith("#"))


def _jar(line: str) -> Jar:
    coordinate, digest = line.split(" ")
    group, artifact, version = coordinate.split(":")
    return Jar(group, artifact, version, digest.removeprefix("sha256:"))
