"""Who is named: persons, institutions, states, groups, outlets, populations, and where each is named."""

from mithaq.reading.actors.cast import find_cast, weigh_cast

__all__ = ["find_cast", "weigh_cast"]
