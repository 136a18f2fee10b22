"""Counts of people harmed, each with its evidence: what an article says about casualties.

Read it in this order: `counts.toml` (the shapes), `grammar` (how they are matched), `reading` (from sentence to draft).
"""

from streams.extract.casualties.drafts import CasualtyDraft
from streams.extract.casualties.reading import casualties

__all__ = ["CasualtyDraft", "casualties"]
