"""How a text leads to a place: the words before and behind a name that make it where people were harmed, or not."""

import re

from streams.extract.wordsets import any_of, wordset

IN = re.compile(
    r"\b(?:in|at|near|inside|across|outside|throughout|around|within|on|of|into|over|between)"
    r"(?: (?!said\b|and\b|by\b|from\b|with\b|to\b)[\w'-]{1,20},?){0,5} ?(?:[A-Z][\w'-]{1,20} and )?$"
    r"|\b(?:adjacent|close) to (?:the )?$",
    re.IGNORECASE,
)
TOWARDS = re.compile(
    r"\b(?:to|from|against|targeting|hit|struck|shelled|bombed|attacked|hitting|"
    r"entered)(?: (?!by\b)[\w'-]{1,20}){0,4} ?$",
    re.IGNORECASE,
)
DIRECT = re.compile(
    r"\b(?:in|near|at|outside|inside|across|throughout|within|into|around|war-torn|on|of|over)"
    r"(?: (?:the|war-torn|rest of|all|parts of|all of|much of))? ?$",
    re.IGNORECASE,
)
FAR_FROM = re.compile(
    r"(?<!\bin the )\b(?:north|south|east|west|northeast|northwest|southeast|southwest|miles|km|kilometres|"
    r"kilometers|"
    r"outskirts)(?: \(\d+\w+\))? (?:of|from)(?: the)?(?: capital,?| city of)? ?$",
    re.IGNORECASE,
)
OFFICE_OF = re.compile(
    r"\b(?:governor|mayor|head|president|minister|king|chief|leader|ruler|government|ambassador|"
    r"embassy)s? (?:of|to) (?:the )?(?:[\w-]{1,20} ){0,2}$",
    re.IGNORECASE,
)
BODY_AFTER = re.compile(
    r"^(?:'s|')?(?:[ -](?:[A-Z]?[a-z]{2,15}-(?:run|backed|based|led)))?"
    r"[ -](?:[Mm]inist|[Hh]ealth|[Aa]rm(?:y|ed)|[Mm]ilitary|[Gg]overnment|[Pp]resident|[Pp]rime|[Pp]olice|"
    r"[Oo]fficial|[Dd]efen|"
    r"[Ff]oreign|[Aa]uthorit|[Ff]orces|[Cc]ivil [Dd]|[Tt]roops|[Ss]oldiers|[Aa]ir (?:[Ff]orce|[Ss]trike)|"
    r"[Ss]trikes|[Aa]mbassador|"
    r"[Ee]nvoy|[Ss]tate (?:TV|media|news|television)|backed|led|based|run|[Nn]avy|[Ii]ntelligence|"
    r"[Cc]entral Command|[Ss]ecurity|[Aa]irlines?|[Aa]irways|Cent(?:er|re)\b|Institute|Universit|Network|"
    r"Times\b|Post\b|"
    r"Watch\b|Bank\b|Union\b|Monitor\b|Doctors|Studies|Press\b|Radio|Cup\b|League\b|Rights)"
)
ACTS_AFTER = re.compile(
    r"^(?:,[^,]{0,60},)? (?:has |have |had |also |later |earlier |then |is |was )?(?:said|says|say|told|"
    r"announced|claimed|reported|"
    r"launched|accused|denied|confirmed|rejected|vowed|carried|struck|killed|attacked|began|responded|blamed|"
    r"bombed|fired|invaded|"
    r"retaliated|believed|tries|believes|wants|lost|puts?|acknowledge[sd]?|speaks|spoke|hosts|hosted|welcomed|urged|"
    r"called|calls|backs|backed|offered|noted|insists|insisted|admits|admitted|concedes|conceded|counts|counted|"
    r"claims|"
    r"reports|gives|gave|refused|refuses|agreed|demanded|demands|considers|condemned|applauded|signed|will|would|"
    r"wrote|warned|warns|denies|holds|listed|lists|confirms|estimates|estimated|rejects|blames|accuses|sees|saw)\b"
    r"|^ and [A-Z][\w-]{2,20} (?:have |had |both )?(?:said|signed|agreed|accused|called|urged|backed|welcomed|"
    r"hosted|want)\b"
    r"|^, (?:which|whose) (?:has |have |had )?(?:host|mediat|arm|back|broker|sponsor|border|chair)"
)
CLAUSE_END = re.compile(
    r", (?:which|who|where|whose|while|although|but)\b|;| (?:while|in response to|in retaliation|as|because|"
    r"which|who) "
)
OTHER_EVENT = re.compile(
    r"(?:^|[,-] ?)(?:just |only |barely )?(?:an?|one|two|three|several|\d{1,2}|some) (?:hour|day|week|month|year)s? "
    r"(?:after|before|since) [^,;]{0,120}"
    r"(?:,? (?:\w+ly )?(?:killing|wounding|injuring|hurting|leaving) [^,;]{0,60})?"
    r"|\b(?:response to|retaliation for|revenge for|responding to) [^,;]{0,120}",
    re.IGNORECASE,
)
"""What tells of an earlier event by which this one is dated or explained."""

SPEAKERS_OF = re.compile(
    r"\b(?:officials|authorities|officers|medics|police|leaders|doctors|rescuers|ministry|government|military|army|"
    r"spokes(?:man|woman|person)|headquarters|embassy|newsroom|bureau) in (?:[A-Z][\w'-]{1,20} and )?$"
)
TAKEN_IN = re.compile(
    r"\b(?:hospital|medical cent(?:er|re)|clinic)s?,? (?:in|at|near) (?:[\w'-]{1,20} ){0,6}$", re.IGNORECASE
)
CARE = re.compile(r"\b(?:received|receiving|admitted|treated|treating|taken|brought|transferred)\b", re.IGNORECASE)
SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|several|various|\d{1,2}|many|different|across|throughout)"
    r"(?: [\w-]{1,20}){0,2} (?:cities|towns|villages|provinces|regions|areas|places|districts|neighbou?rhoods)\b",
    re.IGNORECASE,
)
"""Places of an event without names: none of those in the next sentences is the one."""

NAME = r"(?:(?:[Aa]l-|[Ee]l-)?[A-Z][\w'’-]{1,25})(?: (?:al-|el-|de |of )?[A-Z][\w'-]{1,25}){0,3}"
UNKNOWN = re.compile(
    rf"\b(?:village|town|city|district|province|neighbou?rhood|region|suburb|camp|kibbutz|municipality|"
    rf"governorate|county|state|hamlet|island|area|settlement|department|port) of (?P<after>{NAME})"
    rf"|(?P<before>{NAME}) (?:refugee camp|camp|district|province|neighbou?rhood|region|village|town|"
    rf"governorate|county|school|[Hh]ospital|mosque|church|square|market|airport|prison|stadium|crossing|"
    rf"valley)\b"
)  # fmt: skip

OF_A_COUNTRY = re.compile(
    r"\b(?:in|on|at|near|inside|off|against|of|hit|struck) (?:an? |the |several |two |three |its )?(?:[a-z-]{1,20} )?"
    r"(?P<adjective>[A-Z][a-z]{2,20}) (?:[a-z-]{1,20} )?"
    r"(?:port|city|town|village|coast|border|soil|territory|region|province|island|waters|airport|"
    r"airbase)s?\b(?! of\b)"
)
"""`on a Yemeni port`: the country is all that is known of the place."""

TALKS = re.compile(
    rf"\b(?:{any_of(wordset('places.talks'))})\b[^.;]{{0,30}}\b(?:in|to|at|from)(?: the)?(?: [a-z]{{2,15}})? ?$",
    re.IGNORECASE,
)
TALKS_AFTER = re.compile(
    rf"^,? (?:(?!and\b|but\b)[\w-]{{1,15}} ){{0,3}}(?:{any_of(wordset('places.talkers'))})\b", re.IGNORECASE
)
"""Where people negotiate, speak or sit: nobody is harmed there for that."""

BY_THE_ACCOUNT = re.compile(
    r"\b(?:according to|as per|by|from|cited by|blamed on|blames?|accused?|told|tells|urged|pressed|like|toward|"
    r"towards) "
    r"(?:both |either )?(?:[A-Z][\w-]{2,15} and )?$"
)
TELLS = re.compile(
    r"^(?:'s|')? (?:telling|account|count|tally|figures?|version|estimate|part|side|view|words|claims?)\b"
)
"""`according to Khartoum`, `in Khartoum's telling`: a government, where nobody is harmed."""

PART_OF_A_NAME = re.compile(
    r"(?<![.!?\"] )\b(?!(?:In|At|On|From|The|And|But|Near|Across|Since|For|Of|To|With|While|After|Across|Inside|"
    r"Northern|Southern|"
    r"Eastern|Western|Central|President|Premier|Minister)\b)[A-Z][a-z]+ (?:of )?$"
)
"""`Radio Free Asia`, `Voice of America`: a body whose name ends with a place."""

OF_MEMBERS = re.compile(
    r"\b(?:among (?:them|whom)|including|(?:\w+|the majority|the bulk) of (?:them|whom|these|those))\b[^,;]{0,80}$",
    re.IGNORECASE,
)
"""`61 were hurt, 50 of them in Ainata`: the place of a part and not of the whole."""

CAPITAL = re.compile(
    r"\b(?:(?P<of>[A-Z][\w-]{2,20})(?:'s|s')? |(?P<plain>[Tt]he|[Rr]ebel|[Ii]n|[Nn]ear) |the (?:[a-z-]{3,20} ){1,2})"
    r"(?:[a-z-]{4,15} )?capital\b(?! of\b| punishment|-|'s)"
)
NO_CAPITAL = re.compile(
    r"\b(?:provincial|regional|state|district|commercial|financial|economic|cultural|industrial|former|summer|"
    r"working|"
    r"venture|human|social|spiritual|ancient|county|second) capital$"
)
