"""Deterministic ids: uuid5 of natural keys, so that a redelivery repeats them (RFC 9562, version 5)."""

import hashlib
import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, UUID, uuid5

NAMESPACE = uuid5(NAMESPACE_URL, "https://trucewire.example/ids")
"""The namespace of every id that Trucewire makes."""

ID_PATTERN = r"^[a-z0-9-]+(:dissent)?$"
"""What parties, issues, theatres and the like look like; `|` separates them in keys."""

_TRACKING = re.compile(r"^(utm_[a-z]+|fbclid|gclid|mc_[a-z]+|cmpid|ref|ref_src|smid|igshid)$")
_SPACE = re.compile(r"\s+")


def natural_id(*parts: object, namespace: UUID = NAMESPACE) -> str:
    """The uuid5 of the parts, each written as text and separated so that no two lists collide."""
    return str(uuid5(namespace, json.dumps([None if part is None else str(part) for part in parts])))


def digest(value: object) -> str:
    """The first 16 hex digits of the sha256 of the value as canonical JSON (keys sorted, no spaces)."""
    return hashlib.sha256(canonical(value)).hexdigest()[:16]


def canonical(value: object) -> bytes:
    """The value as JSON with sorted keys and no spaces, in UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass")


def canonical_url(url: str) -> str:
    """The address without what does not name the page: scheme and `www.`, default port, fragment, tracking
    parameters, order of parameters, a slash at the end.

    Raises ValueError where the text is no http(s) address with a host.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("a url begins with http:// or https:// and names a host")
    host = parts.hostname.lower().removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k.lower()))
    return urlunsplit(("https", host + port, parts.path.rstrip("/"), urlencode(query), ""))


def article_id(*, url: str | None, given: str | None, outlet: str | None, text: str) -> str:
    """The id of an article: of its canonical url, else of the id it was given, else of outlet and normalised text."""
    if url:
        return natural_id("article", "url", canonical_url(url))
    if given:
        return natural_id("article", "id", given)
    return natural_id("article", "text", outlet, _SPACE.sub(" ", text).strip().casefold())


def content_id(fields: Mapping[str, object]) -> str:
    """The sha256 (64 hex digits) of what an article says: text and metadata, whatever the order of the fields."""
    return hashlib.sha256(canonical(dict(fields))).hexdigest()


def position_key(party: str, issue: str) -> str:
    """The record key of stance claims and of position rows."""
    return f"{party}|{issue}"


def toll_key(theatre: str, harm: str) -> str:
    """The record key of casualty claims and of toll rows."""
    return f"{theatre}|{harm}"
