"""Who is named: persons, institutions, states, groups, outlets and populations, and every place that names them."""

from mithaq.reading.actors.cast import find_cast

__all__ = ["find_cast"]
