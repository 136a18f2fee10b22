"""CloudEvents attributes travel as headers and come back as they went."""

from schemas.envelope import Envelope

EVENT = Envelope(id="1", type="trucewire.article.received.v1", subject="a", time="2024-11-26")


def test_attributes_come_back_as_they_went() -> None:
    assert Envelope.read(EVENT.headers()) == EVENT
    assert Envelope.read(dict(EVENT.headers())) == EVENT


def test_what_is_absent_is_no_header() -> None:
    names = [name for name, _ in Envelope(id="1", type="t").headers()]
    assert "ce_subject" not in names
    assert "ce_time" not in names


def test_other_headers_are_left_alone_and_a_record_without_attributes_is_no_event() -> None:
    assert Envelope.read([*EVENT.headers(), ("ce_unknown", b"1"), ("traceparent", b"2")]) == EVENT
    assert Envelope.read([("ce_id", b"1")]) is None
    assert Envelope.read([]) is None
