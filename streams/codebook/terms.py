"""What parties ask for in exchange for a truce: single terms that are no question of their own (`terms.toml`)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One kind of term and the phrases that name it; a `*` stands for up to four words."""

    id: str
    phrases: tuple[str, ...]
    example: str
