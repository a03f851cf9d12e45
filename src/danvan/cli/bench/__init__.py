"""`danvan bench`: what the pages and the large acts cost, beside the least they could cost."""

from danvan.cli.bench.command import add

__all__ = ["add"]
