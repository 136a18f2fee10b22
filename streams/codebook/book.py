"""The codebook as a value: every subject's entries, the policy, and the version that claims are stamped with.

To add a subject: write one module with a frozen dataclass (its first field `id: str`, see `reading.py`), put its
entries into `<name>.toml` beside this file, and add one line to `Codebook`, `<name>: Entries[Kind]`.
Nothing else is needed: overlay, version, `trucewire codebook check` and `show` follow from that line. What is compiled
out of entries (a matcher, an index) is a function of the codebook with `functools.cache` in the module that needs it:
codebooks are compared by identity, so that this is cheap.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from streams.codebook.amounts import Amount
from streams.codebook.forenames import Forenames
from streams.codebook.groups import Group
from streams.codebook.harms import HarmWord
from streams.codebook.holders import Holder
from streams.codebook.idioms import Idiom
from streams.codebook.lexicon import Act
from streams.codebook.modifiers import Modifier
from streams.codebook.objects import ObjectWords
from streams.codebook.outlets import Outlet
from streams.codebook.parties import Party
from streams.codebook.places import Place
from streams.codebook.policy import Policy, policy
from streams.codebook.reading import CodebookError, Files, files
from streams.codebook.sources import Source
from streams.codebook.starts import Start
from streams.codebook.terms import Term
from streams.codebook.theatres import Issue, Theatre
from streams.codebook.things import Thing
from streams.codebook.wordings import Decoy, Office, Spelling

T = TypeVar("T")
Entries: TypeAlias = Mapping[str, T]


@dataclass(frozen=True, eq=False, kw_only=True)
class Codebook:
    """Everything that the extractor and the folds know beforehand. Two codebooks of one version are the same."""

    version: str
    policy: Policy
    files: Files
    parties: Entries[Party]
    holders: Entries[Holder]
    offices: Entries[Office]
    theatres: Entries[Theatre]
    issues: Entries[Issue]
    outlets: Entries[Outlet]
    spellings: Entries[Spelling]
    decoys: Entries[Decoy]
    places: Entries[Place]
    sources: Entries[Source]
    starts: Entries[Start]
    harms: Entries[HarmWord]
    groups: Entries[Group]
    things: Entries[Thing]
    amounts: Entries[Amount]
    forenames: Entries[Forenames]
    lexicon: Entries[Act]
    objects: Entries[ObjectWords]
    modifiers: Entries[Modifier]
    idioms: Entries[Idiom]
    terms: Entries[Term]


SUBJECTS: dict[str, type[Any]] = {
    name: get_args(hint)[1] for name, hint in get_type_hints(Codebook).items() if get_origin(hint) is Mapping
}
"""The kind of entry of each subject; `<name>.toml` is its file."""


def load(overlay: Path | None = None) -> Codebook:
    """The built-in codebook, or the one that an overlay folder makes of it.

    Raises `CodebookError` with file, entry and key where one of them cannot be read, or where the overlay leaves a
    reference that leads nowhere or a name that leads to two.
    """
    if overlay is None:
        return _builtin()
    # The check compiles the names of a codebook, and those know what a codebook is.
    from streams.codebook.checking import problems

    made = read(overlay)
    builtin = problems(_builtin())
    found = [problem for problem in problems(made) if problem not in builtin]
    if found:
        more = f" (and {len(found) - 1} more: `trucewire codebook check`)" if len(found) > 1 else ""
        raise CodebookError(f"{found[0]}{more}")
    return made


def read(overlay: Path | None = None) -> Codebook:
    """The codebook as `load` gives it, without the question whether its entries fit together."""
    parts = files([*(f"{name}.toml" for name in SUBJECTS), "policy.toml"], overlay)
    entries: dict[str, Any] = {name: parts.entries(f"{name}.toml", kind) for name, kind in SUBJECTS.items()}
    return Codebook(version=parts.version, policy=policy(parts), files=parts, **entries)


@cache
def _builtin() -> Codebook:
    return read()
