"""The learned judge that weighs in beside the rules: how likely is each position of each party in a sentence?

The rules propose and say why; a linear model over what they said and what the tree shows gives every claim its
confidence, takes back what is unlikely, and adds what the rules missed and several signs speak for.
"""

from streams.extract.weighing import weights
from streams.extract.weighing.heard import Heard
from streams.extract.weighing.weigh import weigh

__all__ = ["Heard", "weigh", "weights"]
