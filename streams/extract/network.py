"""The shape of the parser's network, and how its weights lie in one file.

Three spaCy parts share one window encoder: a tagger whose label joins the Penn tag and the universal part of speech
("VBZ/AUX"), and an arc-eager parser of Universal Dependencies. Weights are stored as half floats, which halves the file
and costs nothing that can be measured (`streams/extract/model/README.md`).
"""

import ctypes
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy
import srsly
from spacy.lang.en import English
from spacy.language import Language
from thinc.api import NumpyOps

PIPES = ("tok2vec", "tagger", "parser")


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes: of the encoder's vectors, its layers (each sees one neighbour more on either side), the rows of the hash
    tables for norm, prefix, suffix and shape, and the parser's hidden layer with its maxout pieces."""

    width: int = 96
    depth: int = 4
    rows: tuple[int, ...] = (8000, 1500, 4000, 2000)
    hidden: int = 64
    pieces: int = 2


def on_one_thread() -> None:
    """Tell numpy's OpenBLAS to use one thread: sentences are small, and the worker has a process for every core.

    A numpy that is built on another library is left as it is.
    """
    site = Path(numpy.__file__).parent
    for path in (*site.parent.glob("numpy.libs/*openblas*"), *site.glob(".dylibs/*openblas*")):
        library = ctypes.CDLL(str(path))
        for name in ("scipy_openblas_set_num_threads64_", "openblas_set_num_threads64_", "openblas_set_num_threads"):
            if hasattr(library, name):
                getattr(library, name)(1)
                return


class Products(NumpyOps):  # type: ignore[misc]  # thinc has no types
    """Matrix products by numpy, whose library uses the widest registers of the processor: half of the time."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """The product of two matrices, each transposed first where so told."""
        return numpy.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def blank(shape: Shape) -> Language:
    """The pipeline without labels and weights; its tokeniser is spaCy's for English."""
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": shape.width, "upstream": "tok2vec"}
    encoder = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": shape.width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": list(shape.rows),
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": shape.width,
            "depth": shape.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": listener}
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": shape.hidden,
        "maxout_pieces": shape.pieces,
        "use_upper": True,
        "nO": None,
        "tok2vec": listener,
    }
    nlp = English()
    nlp.add_pipe("tok2vec", config={"model": encoder})
    nlp.add_pipe("tagger", config={"model": tagger, "label_smoothing": 0.05})
    nlp.add_pipe("parser", config={"model": parser})
    on_one_thread()
    products = Products()
    for _, pipe in nlp.pipeline:
        for node in pipe.model.walk():
            node.ops = products
    return nlp


def pack(nlp: Language, shape: Shape) -> bytes:
    """The shape, labels and weights of a trained pipeline as the bytes of a model file."""
    pipes = {name: nlp.get_pipe(name).to_bytes(exclude=["vocab"]) for name in PIPES}
    state = {name: _unfold(srsly.msgpack_loads(data)) for name, data in pipes.items()}
    weights = _cast(state, numpy.float32, numpy.float16)
    return zlib.compress(srsly.msgpack_dumps({"shape": asdict(shape), "pipes": weights}), 9)


def unpack(data: bytes) -> Language:
    """The pipeline that `pack` wrote, its weights rounded to half floats."""
    packed = srsly.msgpack_loads(zlib.decompress(data))
    sizes = packed["shape"]
    nlp = blank(Shape(**{**sizes, "rows": tuple(sizes["rows"])}))
    state = _cast(packed["pipes"], numpy.float16, numpy.float32)
    for name in PIPES:
        nlp.get_pipe(name).from_bytes(srsly.msgpack_dumps(_fold(state[name])), exclude=["vocab"])
    for name in PIPES[1:]:
        for label in nlp.get_pipe(name).labels:
            nlp.vocab.strings.add(label)
    return nlp


def _unfold(state: dict[str, Any]) -> dict[str, Any]:
    """The state of a pipe with its model's bytes read, so that the weights in it can be cast."""
    return {**state, "model": srsly.msgpack_loads(state["model"])}


def _fold(state: dict[str, Any]) -> dict[str, Any]:
    return {**state, "model": srsly.msgpack_dumps(state["model"])}


def _cast(state: Any, source: type, target: type) -> Any:
    """A copy in which every array of `source` numbers is one of `target` numbers."""
    if isinstance(state, numpy.ndarray):
        return state.astype(target) if state.dtype == source else state
    if isinstance(state, dict):
        return {key: _cast(value, source, target) for key, value in state.items()}
    if isinstance(state, list | tuple):
        return [_cast(value, source, target) for value in state]
    return state
