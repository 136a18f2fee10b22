"""`make parser DATA=FOLDER`: trains the parser's model from the treebanks, writes it, and prints its scores.

Not a command of `trucewire`: who uses the system has the model, who changes the parser needs this.
"""

import time
from pathlib import Path
from typing import Annotated

import typer

from streams.cli.console import answer, answer_table, say

MODEL = Path(__file__).parents[1] / "extract" / "model"


def main(
    data: Annotated[Path, typer.Argument(help="Folder with en_ewt-ud, en_gum-open-ud and en_pud-ud, *.conllu.gz.")],
    epochs: Annotated[int, typer.Option(min=0, help="Passes over the data; 0 scores the model that is there.")] = 30,
    until: Annotated[int, typer.Option(min=1, help="Stop after so many of them: more did not help.")] = 21,
    seed: Annotated[int, typer.Option(help="Start of all chance.")] = 7,
    model: Annotated[Path, typer.Option(help="Folder that the model is written to.")] = MODEL,
) -> None:
    """Train on one core for about half an hour, keep the best epoch, and print the scores on sentences never seen."""
    from streams.extract.network import Shape
    from streams.treebank import modelfile
    from streams.treebank.scoring import Scores, score
    from streams.treebank.selection import select
    from streams.treebank.training import Schedule, train

    started = time.monotonic()

    def tell(epoch: int, loss: float, scores: Scores) -> None:
        spent = round(time.monotonic() - started)
        say(f"epoch {epoch}: loss {loss:.0f}, UAS {scores.uas:.4f}, LAS {scores.las:.4f} after {spent} s")

    selection = select(data)
    if epochs:
        model.mkdir(parents=True, exist_ok=True)
        say(f"{modelfile.write_lemmas(model, data)} lemmas")
        shape = Shape()
        train(
            selection,
            Schedule(epochs=epochs, until=until, seed=seed),
            shape=shape,
            tell=tell,
            keep=lambda nlp: modelfile.write(model, nlp, shape),
        )
    nlp = modelfile.load(model)
    rows = []
    for name, trees in selection.judging.items():
        before = time.monotonic()
        scores = score(nlp, trees)
        speed = scores.tokens / (time.monotonic() - before)
        shares = (f"{100 * share:.1f}" for share in (scores.uas, scores.las, scores.tag, scores.pos))
        rows.append((name, scores.sentences, scores.tokens, *shares, f"{speed:.0f}"))
    answer_table(("held out", "sentences", "tokens", "UAS", "LAS", "tag", "pos", "tokens/s"), rows)
    answer(f"sha256 {modelfile.digest(model)}")


if __name__ == "__main__":
    typer.run(main)
