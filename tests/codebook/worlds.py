"""Small codebooks of invented countries, so that a test shows all that it depends on."""

from pathlib import Path

from streams.codebook import Codebook, load

PARTIES = """
[norland]
kind = "state"
names = ["Norland", "N.L."]
demonyms = ["Norlander", "Norlanders", "Norlandic"]
metonyms = ["Norburg"]
bodies = ["White Tower", "Ministry of Outer Affairs"]

[sudmark]
kind = "state"
weak = ["Sud"]
demonyms = ["Sudmarkian"]

[rivermen]
kind = "group"
names = ["Rivermen", "RM"]
nouns = ["militant group", "rebels", "rebel", "movement"]
home = ["norland"]

[hillfolk]
kind = "group"
names = ["Hillfolk"]
nouns = ["rebels", "rebel"]
home = ["sudmark"]

[oldreach]
kind = "state"
names = ["Oldreach"]
until = "2021-08-15"
successor = "hillfolk"
"""

HOLDERS = """
[ada-orm]
name = "Ada Orm"
also = ["Ada Ormsson"]
posts = [
  { party = "norland", office = "prime minister", since = "2015-03-01", until = "2019-06-30" },
  { party = "norland", office = "foreign minister", since = "2022-01" },
]

[bo-lind]
name = "Bo Lind"
alone = true
posts = [{ party = "norland", office = "defence minister", since = "2018", until = "2020", dissent = true }]

[kara-lind]
name = "Kara Lind"
posts = [{ party = "sudmark", office = "president", since = "2021" }]

[omar-al-qadir]
name = "Omar al-Qadir"
posts = [{ party = "rivermen", office = "leader" }]
"""

DECOYS = """
[papers]
names = ["Norland Gazette"]
"""

THEATRES = """
[norland]
name = "Norland"
sides = [["norland"], ["rivermen"]]
mediators = ["sudmark"]
words = ["Norburg"]
"""

ISSUES = """
[river-tolls]
name = "Tolls on the river"
theatre = "norland"
alerting = ["sudmark"]
"""

OUTLETS = """
[far-wire]
domains = ["farwire.example", "mirror.example"]
names = ["Far Wire"]
agency = true

[bugle]
domains = ["bugle.co.uk"]
names = ["The Bugle"]
"""


def world(folder: Path) -> Codebook:
    """The built-in codebook with the invented countries on top of it."""
    texts = {
        "parties": PARTIES,
        "holders": HOLDERS,
        "decoys": DECOYS,
        "theatres": THEATRES,
        "issues": ISSUES,
        "outlets": OUTLETS,
    }
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text)
    return load(folder)
