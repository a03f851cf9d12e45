"""The command line: how the house is started, tested and kept."""

from danvan.cli.program import main

__all__ = ["main"]
