"""Which outlets are one voice: agencies with their mirrors, and the registrable domain of everything else."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from streams.codebook.book import Codebook

MAX_FAMILY = 200
"""Characters of a family that is an unknown outlet's name."""

_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "go", "gob", "gouv", "gov", "mil", "ne", "net", "or", "org"))
"""Labels that, before a country's two letters, belong to the public suffix: `co.uk`, `com.au`, `org.il`."""

_HOSTING = frozenset(("blogspot.com", "wordpress.com", "substack.com", "medium.com", "github.io", "typepad.com"))
"""Suffixes below which every name is somebody else's."""

_HOST = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet family (`outlets.toml`): the domains and the names, as bylines write them, that belong to it.

    An `agency` is the voice of whatever carries its name, wherever that is reprinted.
    """

    id: str
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    agency: bool = False


def outlet_family(url: str | None, outlet: str | None, codebook: "Codebook") -> str | None:
    """The one voice that an article's address and outlet belong to; null where neither says.

    A family of the codebook is its id. Anything else is its registrable domain, else its name in small letters.
    """
    names, domains = _index(codebook)
    name = _SPACE.sub(" ", outlet or "").strip().casefold()
    named = names.get(name)
    if named is not None and named.agency:
        return named.id
    host = _host(url) or (name if _HOST.fullmatch(name) else None)
    if host is not None:
        labels = host.split(".")
        known = next((domains[tail] for tail in _tails(labels) if tail in domains), None)
        return known.id if known is not None else registrable(host)
    if named is not None:
        return named.id
    return name[:MAX_FAMILY] or None


def registrable(host: str) -> str:
    """The domain of a host that somebody registered: `news.example.co.uk` is `example.co.uk`."""
    labels = host.split(".")
    public = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    hosted = ".".join(labels[-2:]) in _HOSTING
    return ".".join(labels[-3:] if public or hosted else labels[-2:])


@cache
def _index(codebook: "Codebook") -> tuple[dict[str, Outlet], dict[str, Outlet]]:
    names = {name.casefold(): one for one in codebook.outlets.values() for name in one.names}
    return names, {domain: one for one in codebook.outlets.values() for domain in one.domains}


def _tails(labels: list[str]) -> list[str]:
    return [".".join(labels[place:]) for place in range(len(labels) - 1)]


def _host(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.rstrip(".") if host is not None and _HOST.fullmatch(host.rstrip(".")) else None
