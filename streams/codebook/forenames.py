"""Given names: how a person's name is told from other words in texts that are written in capitals."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forenames:
    """Given names of one part of the world (`forenames.toml`), in small letters and without accents."""

    id: str
    names: tuple[str, ...]
