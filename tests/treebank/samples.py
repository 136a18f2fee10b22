"""A treebank of two sentences, written for the tests."""

from pathlib import Path

ROWS = """\
# newdoc id = weblog-made-up
# sent_id = one
# text = They don't back the anti-war plan.
1 They they PRON PRP _ 4 nsubj _ _
2-3 don't _ _ _ _ _ _ _ _
2 do do AUX VBP _ 4 aux _ _
3 n't not PART RB _ 4 advmod _ _
4 back back VERB VB _ 0 root _ _
5 the the DET DT _ 7 det _ _
6 anti-war anti-war ADJ JJ _ 7 amod _ _
7 plan plan NOUN NN _ 4 obj _ SpaceAfter=No
8 . . PUNCT . _ 4 punct _ _

# newdoc id = GUM_news_made-up
# meta::genre = news
# sent_id = two
# text = Rebels wanna leave
1 Rebels rebel NOUN NNS _ 2 nsubj _ _
2-3 wanna _ _ _ _ _ _ _ _
2 want want VERB VBP _ 0 root _ _
3 to to PART TO _ 4 mark _ _
4 leave leave VERB VB _ 2 xcomp _ _

"""


def write(folder: Path, rows: str = ROWS) -> Path:
    """The sample as a CoNLL-U file."""
    path = folder / "sample.conllu"
    lines = (line if line.startswith("#") else "\t".join(line.split()) for line in rows.splitlines())
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
