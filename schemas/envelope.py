"""CloudEvents 1.0 in Kafka's binary mode: attributes as `ce_` headers, the event's data as the record's value."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict

CONTENT_TYPE = "application/json"


class Envelope(BaseModel):
    """The attributes of one event. `subject` is what the event is about; `time` is event time, never the clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    type: str
    source: str = "trucewire"
    subject: str | None = None
    time: str | None = None
    specversion: str = "1.0"

    def headers(self) -> list[tuple[str, bytes]]:
        """The Kafka headers of the event, in the order in which they are always written."""
        named = {
            "content-type": CONTENT_TYPE,
            "ce_specversion": self.specversion,
            "ce_id": self.id,
            "ce_source": self.source,
            "ce_type": self.type,
            "ce_subject": self.subject,
            "ce_time": self.time,
        }
        return [(name, value.encode()) for name, value in named.items() if value is not None]

    @classmethod
    def read(cls, headers: Iterable[tuple[str, bytes]] | Mapping[str, bytes]) -> "Envelope | None":
        """The attributes that a record's headers carry, or None where they are no CloudEvent."""
        pairs = headers.items() if isinstance(headers, Mapping) else headers
        named = {
            name.removeprefix("ce_"): value.decode("utf-8", "replace")
            for name, value in pairs
            if name.startswith("ce_")
        }
        known = {name: value for name, value in named.items() if name in cls.model_fields}
        if not {"id", "type", "source"} <= set(known):
            return None
        return cls(**known)
