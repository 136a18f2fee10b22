"""Kind, time and days of a count: a running toll or one event, since when, on which day, told as news or recalled."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from schemas.moments import Interval, days_between
from schemas.vocabulary import Harm, Kind, Part, Time
from streams.codebook import Codebook
from streams.codebook.starts import Start, start_of, war_start
from streams.extract.casualties import placewords, tellwords
from streams.extract.casualties.context import Context
from streams.extract.dates import told_on
from streams.extract.text import Sentence
from streams.extract.timewords import TimeWord

RECALLED = 14
"""Days after which one event is background and no news."""


FEW = 20
"""A toll that "have been killed", without an event or a day, is told of a war and not of one event."""

MANY = 60
"""A toll that people would not give of one event without naming the event."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is asked about: a count's characters, its clause, and what is known of it. `single`: one or two people."""

    span: tuple[int, int]
    clause: tuple[int, int]
    harm: Harm
    rule: str
    theatre: str
    low: int
    single: bool


@dataclass(frozen=True, slots=True)
class When:
    """Kind, time and days of one count."""

    kind: Kind
    time: Time
    since: str | None = None
    start: Start | None = None
    happened: Interval | None = None


def when(context: Context, sentence: Sentence, told: Told) -> When:
    """Kind, time and days of one count."""
    times = context.times(sentence)
    own = [word for word in times if told.clause[0] <= word.start < told.clause[1]]
    since = _since(own or times, sentence)
    if context.dates.day is None and since is None and not tellwords.SINCE_WORD.search(sentence.text):
        attack = _attack(context, times, sentence.text)
        if attack is not None:
            return When(Kind.INCIDENT, Time.CURRENT, start=attack, happened=Interval.of(attack.day))
    if since is not None or _runs(context, sentence, told, own, times):
        return _cumulative(context, since, told, sentence)
    attack = _attack(context, times, sentence.text)
    if attack is not None:
        struck = Interval.of(attack.day)
        return When(Kind.INCIDENT, _time(context, struck, sentence, told.clause), start=attack, happened=struck)
    said = told_on(times, sentence.text)
    day = _event_day([word for word in own or times if word is not said], told.span)
    return When(Kind.INCIDENT, _time(context, day, sentence, told.clause), happened=day)


def goes_on(context: Context, sentence: Sentence, told: Told, own: When, before: When) -> When:
    """A count without a day and an event of its own behind a running toll runs with it."""
    text = sentence.text[told.clause[0] : told.clause[1]]
    alone = own.kind is Kind.INCIDENT and own.happened is None and own.time is Time.CURRENT and own.start is None
    runs = before.kind is Kind.CUMULATIVE and before.time is Time.CURRENT
    if not (alone and runs) or told.single or told.harm is Harm.CAPTURED or tellwords.EVENT.search(text):
        return own
    return own if _is_one_event(context, sentence.text, told, []) or tellwords.RECENT.search(text) else before


def _since(times: list[TimeWord], sentence: Sentence) -> TimeWord | None:
    """The expression that a count's `since` leads to, also behind a few words: "since the war began in May"."""
    for word in times:
        led = tellwords.SINCE_LEADS.search(sentence.text, max(0, word.start - 70), word.start)
        if led is not None and not tellwords.SUPERLATIVE.search(sentence.text[: word.end]):
            return word
    return None


def _runs(context: Context, sentence: Sentence, told: Told, own: list[TimeWord], times: list[TimeWord]) -> bool:
    """The count runs over a period: a stretch of time beside it, a war's toll, a present perfect with a war."""
    if told.harm is Harm.CAPTURED:
        return (
            tellwords.PERFECT.search(sentence.text, *told.span) is not None and "since" in sentence.text[told.span[1] :]
        )
    text, whole = sentence.text[told.clause[0] : told.clause[1]], sentence.text
    if tellwords.ONE_DAY.search(whole, told.span[0]) and not tellwords.SINCE_WORD.search(whole):
        return False
    if _is_one_event(context, whole, told, times):
        return False
    if tellwords.BEGINS_WITH.match(whole[told.span[1] :]) or (tellwords.OVER_A_SPAN.search(text) and not told.single):
        return True
    nearest = min(_beside(own or times, whole, told.span), key=lambda word: _gap(word, told.span), default=None)
    if nearest is not None and _is_stretch(nearest):
        recent = tellwords.RECENT.search(whole, max(0, nearest.start - 6), nearest.end) is not None
        if recent and told.low < MANY and not tellwords.PERFECT.search(text) and not tellwords.REPEATED.search(whole):
            return False
        return not (
            tellwords.EVENT.search(text)
            and told.low < MANY
            and "week" in whole[nearest.start : nearest.end].lower()
            and not tellwords.REPEATED.search(whole)
        )
    after = whole[told.span[0] : max(told.clause[1], told.span[1])]
    if tellwords.SINCE_WORD.search(after) and not tellwords.SUPERLATIVE.search(whole) and not told.single:
        return True
    if nearest is not None and _is_day(nearest) and _gap(nearest, told.span) < 60 and not tellwords.IN_WAR.search(text):
        return False
    if tellwords.SINCE_WORD.search(text) and not tellwords.SUPERLATIVE.search(text):
        return True
    if told.single:
        return False
    if tellwords.WAR_OF.search(text):
        return True
    if tellwords.IN_WAR.search(text) or (tellwords.REPEATED.search(text) and told.low >= 20):
        return told.low >= MANY or not (tellwords.EVENT.search(text) and own)
    event, perfect = tellwords.EVENT.search(text) is not None, tellwords.PERFECT.search(text) is not None
    if (
        tellwords.WAR.search(text)
        and (perfect or tellwords.TOLL.search(text) or told.low >= 1000)
        and (not event or told.low >= MANY)
    ):
        return True
    if (told.rule == "count.lost" and perfect) or tellwords.PRESUMED.search(whole[told.span[0] : told.span[1]]):
        return True
    if told.harm in (Harm.DISPLACED, Harm.MISSING):
        return not event and told.low >= 100
    if told.low >= MANY and (tellwords.TOLL.search(text) or tellwords.YEARS.search(text)):
        return True
    if tellwords.AS_OF.search(text) and not event:
        return True
    if perfect and not event and not own:
        return told.low >= FEW and not tellwords.FOUND.search(text)
    return told.low >= 1000 and (perfect or not event)


def _is_one_event(context: Context, whole: str, told: Told, times: list[TimeWord]) -> bool:
    """The words say that it is one event: a disaster by its name, one battle, the latest who fell."""
    running = any(word.period and told.span[0] <= word.start < told.span[1] for word in times)
    if (
        tellwords.DISASTER.search(whole)
        and not running
        and not tellwords.SINCE_WORD.search(whole)
        and told.harm is not Harm.DISPLACED
    ):
        return True
    if (
        told.low >= FEW
        and _is_of_disaster(context)
        and not running
        and not tellwords.SINCE_WORD.search(whole)
        and not tellwords.IN_WAR.search(whole)
    ):
        return told.harm is not Harm.DISPLACED
    if tellwords.SINCE_TODAY.search(whole, told.span[0]) or tellwords.ONE_EVENT.search(
        whole, told.span[1], told.span[1] + 50
    ):
        return True
    return whole[told.span[0] :].lower().startswith(("another", "a further")) and bool(
        tellwords.BRINGING.match(whole[told.span[1] :])
    )


def _is_of_disaster(context: Context) -> bool:
    """The headline or the first two sentences tell of a disaster: what is counted is of that one."""
    if "disaster" not in context.kept:
        head = [one for one in context.document.sentences[:4] if one.part is Part.TITLE or one.paragraph <= 1][:3]
        context.kept["disaster"] = any(
            tellwords.BY_NATURE.search(one.text) and not tellwords.WAR.search(one.text) for one in head
        )
    return context.kept["disaster"] is True


def _beside(times: list[TimeWord], text: str, span: tuple[int, int]) -> list[TimeWord]:
    """Expressions of the count's own clause: none beyond where another one begins behind it."""
    cut = placewords.CLAUSE_END.search(text, span[1])
    inside = [word for word in times if cut is None or word.start < cut.start()]
    on_a_day = [word for word in inside if _is_day(word) and 0 <= word.start - span[1] <= ON_A_DAY]
    return on_a_day or inside


ON_A_DAY = 25
"""Characters behind a count within which a day is its own."""


def _gap(word: TimeWord, span: tuple[int, int]) -> int:
    """Characters between an expression and a count."""
    if span[0] <= word.start < span[1]:
        return 0
    return word.start - span[1] if word.start >= span[1] else span[0] - word.end


def _is_stretch(word: TimeWord) -> bool:
    return word.period and days_between(word.interval.start, word.interval.end) >= 3


def _is_day(word: TimeWord) -> bool:
    return word.before != "since" and days_between(word.interval.start, word.interval.end) <= 2


def _cumulative(context: Context, since: TimeWord | None, told: Told, sentence: Sentence) -> When:
    theatre, clause = told.theatre, told.clause
    if since is not None:
        start = start_of(since.interval, theatre, context.codebook) or _yearless(context, since, theatre)
        written = start.day if start is not None and since.interval.day is not None else _written(since)
        return When(Kind.CUMULATIVE, Time.CURRENT, since=written, start=start)
    text = sentence.text[clause[0] : clause[1]]
    ended = _ended(context, sentence, clause)
    if ended is not None:
        return When(Kind.CUMULATIVE, Time.PAST, since=ended)
    for word in context.times(sentence):
        if clause[0] <= word.start < clause[1] and word.period:
            return When(Kind.CUMULATIVE, Time.CURRENT, since=word.interval.start)
    led = tellwords.SINCE_WORD.search(text)
    from_the_war = tellwords.WAR_BEGAN.match(text, led.end()) if led is not None else tellwords.WAR.search(text)
    if from_the_war is not None and theatre != "other":
        start = war_start(theatre, context.dates.day, context.codebook)
        if start is not None:
            return When(Kind.CUMULATIVE, Time.CURRENT, since=start.day, start=start)
    return When(Kind.CUMULATIVE, Time.CURRENT)


def _ended(context: Context, sentence: Sentence, clause: tuple[int, int]) -> str | None:
    """The year of a war that is over: a toll of "the war of 2006" is history in 2024."""
    day = context.dates.day
    for word in context.times(sentence):
        first, last = word.interval.start, word.interval.end
        year_named = first.endswith("-01-01") and last.endswith("-12-31") and word.before in ("in", "of", "the", "")
        if year_named and clause[0] <= word.start < clause[1] and day is not None and last < day:
            return first[:4]
    return None


def _written(word: TimeWord) -> str:
    """A start as the text has it: a day, a month or a year."""
    first, last = word.interval.start, word.interval.end
    if first == last:
        return first
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    return first[:7] if first.endswith("-01") and first[:7] == last[:7] else first


def _yearless(context: Context, word: TimeWord, theatre: str) -> Start | None:
    """`since October 7` in a later year means the known start."""
    if not word.yearless:
        return None
    day = word.interval.start[5:]
    for start in context.codebook.starts.values():
        if theatre in start.theatres and any(one[5:] == day for one in (start.day, *start.also)):
            return start
    return None


def _attack(context: Context, times: list[TimeWord], text: str) -> Start | None:
    """The founding attack that an expression names, with or without its year."""
    if context.dates.day is None:
        named = (start for pattern, start in _attack_words(context.codebook) if pattern.search(text))
        return next(named, None)
    for word in times:
        if word.before == "since":
            continue
        for start in context.codebook.starts.values():
            if start.attack and (word.day == start.day or (word.yearless and word.interval.start[5:] == start.day[5:])):
                return start
    return None


@cache
def _attack_words(codebook: Codebook) -> tuple[tuple[re.Pattern[str], Start], ...]:
    """How founding attacks are named by month and day."""
    found = []
    for start in codebook.starts.values():
        if start.attack:
            day = date.fromisoformat(start.day)
            name, short = f"{day:%B}", f"{day:%b}"
            pattern = rf"\b(?:(?:{name}|{short}\.?) {day.day}|{day.day} (?:{name}|{short}))\b(?!,? \d{{4}})"
            found.append((re.compile(pattern), start))
    return tuple(found)


def _event_day(times: list[TimeWord], span: tuple[int, int]) -> Interval | None:
    """The day of an event: the expression nearest to the count, a day before a vague one."""
    fitting = [
        word for word in times if not word.period and word.before not in ("until", "by", "before", "till", "since")
    ]
    if not fitting:
        return None
    return min(fitting, key=lambda word: (word.day is None, _gap(word, span))).interval


def _time(context: Context, happened: Interval | None, sentence: Sentence, clause: tuple[int, int]) -> Time:
    """Past where the event lies clearly before the article's day, or the sentence says that it is history."""
    day = context.dates.day
    if happened is not None and day is not None and days_between(happened.end, day) > RECALLED:
        return Time.PAST
    if tellwords.SUPERSEDED.search(sentence.text, clause[0], clause[1]):
        return Time.PAST
    if re.search(
        r"\b(?:years? ago|decades? ago|months? ago|months? earlier|years? earlier|a year earlier)\b",
        sentence.text[clause[0] : clause[1]],
        re.IGNORECASE,
    ):
        return Time.PAST
    return Time.CURRENT
