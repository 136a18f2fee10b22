"""The main job on one machine: a Kafka, the topics, a worker, articles, and what comes of them."""

from streams.demo.articles import UnreadError, own_seeds, sent
from streams.demo.stage import DemoError, Stage, staged
from streams.demo.watching import Watch

__all__ = ["DemoError", "Stage", "UnreadError", "Watch", "own_seeds", "sent", "staged"]
