"""Kind, time and days of a count: a running toll or one event, since when, on which day, told as news or recalled."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from schemas.moments import Interval, days_between
from schemas.vocabulary import Harm, Kind, Time
from streams.codebook import Codebook
from streams.codebook.starts import Start, start_of, war_start
from streams.extract.casualties.context import Context
from streams.extract.dates import told_on
from streams.extract.text import Sentence
from streams.extract.timewords import TimeWord
from streams.extract.wordsets import any_of, wordset

RECALLED = 14
"""Days after which one event is background and no news."""

_WAR = re.compile(rf"\b(?:{any_of(wordset('timing.war'))}|exchanges? of fire)\b", re.IGNORECASE)
_IN_WAR = re.compile(
    r"\b(?:in|during|throughout|over|by|of) (?:the |its |this |that |Israel's |Russia's |a )?(?:[\w-]{2,20} ){0,3}"
    r"(?:war|conflict|campaign|offensive|fighting|hostilities|insurgency|invasion|unrest|bombardment|"
    r"onslaught|siege)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(rf"\b(?:{any_of(wordset('timing.event'))})\b", re.IGNORECASE)
_REPEATED = re.compile(
    r"\b(?:strikes|airstrikes|attacks|raids|bombings|bombardments?|rockets|missiles|drones|mines|shelling|clashes|forces|troops)\b[^.;]{0,40}"
    r"\b(?:have|has|had) (?:also |now |already |so far )?(?:killed|wounded|injured|displaced|left|claimed)\b",
    re.IGNORECASE,
)
_TOLL = re.compile(r"\b(?:death toll|so far|overall|in total|altogether|to date|toll)\b", re.IGNORECASE)
_PERFECT = re.compile(
    r"\b(?:has|have)(?: also| now| already| so far| since)?(?: been| killed| died| lost| left| claimed| fled)\b",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\b(?:each year|per year|decades?[- ](?:long|old|of)|years?[- ](?:long|old|of)|months?[- ](?:long|old|"
    r"of)|weeks of|days of)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\b(?:\w+est|worst|first|most \w+|biggest)\b[^.;]{0,60}\bsince\b", re.IGNORECASE)
_WAR_OF = re.compile(
    r"\b(?:war|conflict|offensive|campaign) (?:of|in) (?:19|20)\d\d\b|\b(?:19|20)\d\d (?:\w+ )?(?:war|"
    r"conflict|offensive)\b",
    re.IGNORECASE,
)
_SINCE_WORD = re.compile(r"\bsince\b", re.IGNORECASE)
_WAR_BEGAN = re.compile(
    r" (?:then|the (?:start|beginning|outbreak)\b"
    r"|(?:[\w'-]{1,20} ){0,4}?(?:war|conflict|fighting|hostilities|invasion|offensive)\b)"
    r"(?![^,;.]{0,40}\b(?:last|ago|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)
"""What a `since` without a date means the war's start by."""

_PRESUMED = re.compile(r"\b(?:presumed|believed|declared|confirmed) (?:to be )?(?:dead|killed)\b", re.IGNORECASE)
_ONE_DAY = re.compile(
    r"\b(?:over|in|during|within) the (?:past|last|previous|preceding) (?:day|night|24 hours|48 hours)\b", re.IGNORECASE
)
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
    if context.dates.day is None and since is None and not _SINCE_WORD.search(sentence.text):
        attack = _attack(context, times, sentence.text)
        if attack is not None:
            return When(Kind.INCIDENT, Time.CURRENT, start=attack, happened=Interval.of(attack.day))
    if since is not None or _runs(sentence, told, own, times):
        return _cumulative(context, since, told, sentence)
    attack = _attack(context, times, sentence.text)
    if attack is not None:
        struck = Interval.of(attack.day)
        return When(Kind.INCIDENT, _time(context, struck, sentence, told.clause), start=attack, happened=struck)
    said = told_on(times, sentence.text)
    day = _event_day([word for word in own or times if word is not said], told.span)
    return When(Kind.INCIDENT, _time(context, day, sentence, told.clause), happened=day)


def _since(times: list[TimeWord], sentence: Sentence) -> TimeWord | None:
    """The expression that a count's `since` leads to, also behind a few words: "since the war began in May"."""
    for word in times:
        led = _SINCE_LEADS.search(sentence.text, max(0, word.start - 70), word.start)
        if led is not None and not _SUPERLATIVE.search(sentence.text[: word.end]):
            return word
    return None


_SINCE_LEADS = re.compile(r"\bsince [^,;.]{0,50}$|\bsince $", re.IGNORECASE)


def _runs(sentence: Sentence, told: Told, own: list[TimeWord], times: list[TimeWord]) -> bool:
    """The count runs over a period: a stretch of time beside it, a war's toll, a present perfect with a war."""
    if told.harm is Harm.CAPTURED:
        return _PERFECT.search(sentence.text, *told.span) is not None and "since" in sentence.text[told.span[1] :]
    text, whole = sentence.text[told.clause[0] : told.clause[1]], sentence.text
    if _ONE_DAY.search(whole, told.span[0]) and not _SINCE_WORD.search(whole):
        return False
    nearest = min(own or times, key=lambda word: _gap(word, told.span), default=None)
    if nearest is not None and _is_stretch(nearest):
        return not (
            _EVENT.search(text)
            and told.low < MANY
            and "week" in whole[nearest.start : nearest.end].lower()
            and not _REPEATED.search(whole)
        )
    after = whole[told.span[0] : max(told.clause[1], told.span[1])]
    if _SINCE_WORD.search(after) and not _SUPERLATIVE.search(whole) and not told.single:
        return True
    if nearest is not None and _is_day(nearest) and _gap(nearest, told.span) < 60 and not _IN_WAR.search(text):
        return False
    if _SINCE_WORD.search(text) and not _SUPERLATIVE.search(text):
        return True
    if told.single:
        return False
    if _WAR_OF.search(text):
        return True
    if _IN_WAR.search(text) or (_REPEATED.search(text) and told.low >= 20):
        return told.low >= MANY or not (_EVENT.search(text) and own)
    event, perfect = _EVENT.search(text) is not None, _PERFECT.search(text) is not None
    if _WAR.search(text) and (perfect or _TOLL.search(text) or told.low >= 1000) and (not event or told.low >= MANY):
        return True
    if (told.rule == "count.lost" and perfect) or _PRESUMED.search(whole[told.span[0] : told.span[1]]):
        return True
    if told.harm in (Harm.DISPLACED, Harm.MISSING):
        return not event and told.low >= 100
    if told.low >= MANY and (_TOLL.search(text) or _YEARS.search(text)):
        return True
    if perfect and not event and not own:
        return told.low >= FEW
    return told.low >= 1000 and (perfect or not event)


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
    led = _SINCE_WORD.search(text)
    from_the_war = _WAR_BEGAN.match(text, led.end()) if led is not None else _WAR.search(text)
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
    if re.search(
        r"\b(?:years? ago|decades? ago|months? ago|months? earlier|years? earlier|a year earlier)\b",
        sentence.text[clause[0] : clause[1]],
        re.IGNORECASE,
    ):
        return Time.PAST
    return Time.CURRENT
