"""Demo data of the movement: published models as facts, the rest generated, deterministic and marked illustrative."""

from danvan.do.exemplars.seeds.demo import fill

__all__ = ["fill"]
