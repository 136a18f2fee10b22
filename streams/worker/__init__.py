"""The stream processor: reads articles, routes and folds claims, publishes alerts, in one process with its children."""

from streams.worker.agents import Hook, Point
from streams.worker.running import StartError, run

__all__ = ["Hook", "Point", "StartError", "run"]
