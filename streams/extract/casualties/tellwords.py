"""How a text tells what a count runs over: words of war, of one event, of a stretch of time, of what is recalled."""

import re

from streams.extract.wordsets import any_of, wordset

WAR = re.compile(rf"\b(?:{any_of(wordset('timing.war'))}|exchanges? of fire)\b", re.IGNORECASE)
IN_WAR = re.compile(
    r"\b(?:in|during|throughout|over|by|of) (?:the |its |this |that |Israel's |Russia's |a )?(?:[\w-]{2,20} ){0,3}"
    r"(?:war|conflict|campaign|offensive|fighting|hostilities|insurgency|invasion|unrest|bombardment|"
    r"onslaught|siege)\b",
    re.IGNORECASE,
)
EVENT = re.compile(rf"\b(?:{any_of(wordset('timing.event'))})\b", re.IGNORECASE)
REPEATED = re.compile(
    r"\b(?:strikes|airstrikes|attacks|raids|bombings|bombardments?|rockets|missiles|drones|mines|shelling|"
    r"clashes|forces|troops)\b[^.;]{0,40}"
    r"\b(?:have|has|had) (?:also |now |already |so far )?(?:killed|wounded|injured|displaced|left|claimed)\b",
    re.IGNORECASE,
)
TOLL = re.compile(r"\b(?:death toll|so far|overall|in total|altogether|to date|toll)\b", re.IGNORECASE)
PERFECT = re.compile(
    r"\b(?:has|have)(?: also| now| already| so far| since)?(?: been| killed| died| lost| left| claimed| fled)\b",
    re.IGNORECASE,
)
YEARS = re.compile(
    r"\b(?:each year|per year|decades?[- ](?:long|old|of)|years?[- ](?:long|old|of)|months?[- ](?:long|old|"
    r"of)|weeks of|days of)\b",
    re.IGNORECASE,
)
SUPERLATIVE = re.compile(r"\b(?:\w+est|worst|first|most \w+|biggest)\b[^.;]{0,60}\bsince\b", re.IGNORECASE)
WAR_OF = re.compile(
    r"\b(?:war|conflict|offensive|campaign) (?:of|in) (?:19|20)\d\d\b|\b(?:19|20)\d\d (?:\w+ )?(?:war|"
    r"conflict|offensive)\b",
    re.IGNORECASE,
)
SINCE_WORD = re.compile(r"\bsince\b", re.IGNORECASE)
WAR_BEGAN = re.compile(
    r" (?:then|the (?:start|beginning|outbreak)\b"
    r"|(?:[\w'-]{1,20} ){0,4}?(?:war|conflict|fighting|hostilities|invasion|offensive)\b)"
    r"(?![^,;.]{0,40}\b(?:last|ago|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)",
    re.IGNORECASE,
)
"""What a `since` without a date means the war's start by."""
PRESUMED = re.compile(r"\b(?:presumed|believed|declared|confirmed) (?:to be )?(?:dead|killed)\b", re.IGNORECASE)
ONE_DAY = re.compile(
    r"\b(?:over|in|during|within) the (?:past|last|previous|preceding) (?:day|night|24 hours|"
    r"48 hours)\b",
    re.IGNORECASE,
)
_NATURE = (
    r"earthquake|quake|typhoon|hurricane|cyclone|tsunami|tornado|landslides?|mudslides?|floods?|avalanche|eruption"
    r"|stampede|derailment|shipwreck"
)
DISASTER = re.compile(
    rf"\b(?:{_NATURE}|crash|(?:truck|car|suicide|bus|train|market|hotel|funeral|hospital|mosque)"
    r" (?:bombing|bomb|blast|attack))\b",
    re.IGNORECASE,
)
"""One event, however many it harmed and for however long they are counted."""
OVER_A_SPAN = re.compile(
    r"\b(?:in|over|during|within|throughout) (?:the |its |their )?(?:first|same|twelve|\d{1,2}|two|three|four|"
    r"five|six|seven|eight|nine|ten) "
    r"(?:\w+ )?(?:days|weeks|months|years|decades|half|quarter|fortnight|span|period)\b(?! (?:after|later|"
    r"before|from now))"
    r"|\b(?:over|in|during) the same (?:span|period|time)\b|\bin all of (?:19|20)\d\d\b|\b(?:first|"
    r"second) half of (?:the year|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
AS_OF = re.compile(r"\b(?:as of|up to) (?:yesterday|today|now|last|early|late|midday|noon|[A-Z][a-z]+)\b")
SINCE_TODAY = re.compile(
    r"\bsince (?:midnight|dawn|sunrise|daybreak|noon|midday|this morning|(?:early |late )?(?:morning|evening|"
    r"yesterday)|overnight|last night)\b",
    re.IGNORECASE,
)
ONE_EVENT = re.compile(
    r"\b(?:in|by) (?:one|a single|another|the same|that one) (?:[\w-]{2,20} ){0,2}"
    r"(?:bombardment|attack|raid|strike|ambush|battle|incident|blast|clash|day|night|explosion|operation|salvo)\b",
    re.IGNORECASE,
)
BRINGING = re.compile(r"^[^;.]{0,60}, (?:raising|bringing|taking|pushing|lifting) (?:to|the|its|their)\b")
SUPERSEDED = re.compile(
    r"\b(?:had (?:earlier|initially|at first|previously|originally|first) (?:said|reported|put|given|spoken of|"
    r"counted|announced|estimated)"
    r"|(?:initially|at first|originally) (?:said|reported|put|gave|spoke of|counted|announced|estimated)"
    r"|an (?:earlier|initial) (?:toll|count|figure|report|estimate) of)\b"
)
"""A figure that another one has replaced."""
FOUND = re.compile(r"\b(?:found|recovered|retrieved|pulled|dug|brought|fished|exhumed|washed)\b")
RECENT = re.compile(
    r"(?<!over the )(?<!in the )(?<!during the )(?<!within the )\b(?:this|last|same|past|previous) (?:week|"
    r"weekend|month)\b",
    re.IGNORECASE,
)
BEGINS_WITH = re.compile(
    r"^(?:,? and (?:[\w,.-]{1,14} ){1,4}(?:wounded|injured|hurt|killed|missing|captured|displaced|"
    r"dead)){1,2},? since\b"
)
"""`five were killed and 22 wounded since Monday`: the period is of both."""
SINCE_LEADS = re.compile(r"\bsince [^,;.]{0,50}$|\bsince $", re.IGNORECASE)
BY_NATURE = re.compile(rf"\b(?:{_NATURE}|flooding|plane crash|ferry)\b", re.IGNORECASE)
