"""Articles from files into Kafka: read, checked, stamped, sent in order, each delivery confirmed; and taken back."""

from streams.replay.reading import Found, Refused, left_alone, read
from streams.replay.selection import Selection, in_order, moment, paces, read_speed
from streams.replay.sending import IN_FLIGHT, Delivered, DeliveryError, deliver, record, stamped
from streams.replay.withdrawing import Traces, UnknownArticleError, named, trace, withdrawal

__all__ = [
    "IN_FLIGHT",
    "Delivered",
    "DeliveryError",
    "Found",
    "Refused",
    "Selection",
    "Traces",
    "UnknownArticleError",
    "deliver",
    "in_order",
    "left_alone",
    "moment",
    "named",
    "paces",
    "read",
    "read_speed",
    "record",
    "stamped",
    "trace",
    "withdrawal",
]
