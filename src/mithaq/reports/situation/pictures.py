"""The pictures of a situation report: charts and the map, made only where there is something to show."""

from __future__ import annotations

from mithaq.reports.situation.sections import Scene
from mithaq.reports.situation.situation import Picture


def draw_incidents(scene: Scene) -> tuple[Picture, ...]:
    """Return incidents by day and party, and where they were."""
    del scene
    return ()


def draw_slips(scene: Scene) -> tuple[Picture, ...]:
    """Return announced dates and how they moved."""
    del scene
    return ()
