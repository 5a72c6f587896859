"""One reading with its parties, quotations and places looked up, from which rows are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.dates import Edtf
from mithaq.model import Act, Actor, Reading, Span
from mithaq.packs.context import load_packs
from mithaq.reports.rows import ActRow, Party, Quote
from mithaq.text.normalize import fold

_LAST = "9999"  # sorts what has no date behind what has one


@dataclass(frozen=True, slots=True)
class Scene:
    """A reading with its parties looked up once.

    Args:
        reading: What was read.
        parties: Its actors by id, with the labels that are shown.
    """

    reading: Reading
    parties: dict[str, Party]

    def name(self, ids: Iterable[str]) -> tuple[Party, ...]:
        """Return the parties with the given ids."""
        return tuple(self.parties[name] for name in ids)

    def quote(self, span: Span) -> Quote:
        """Return a quotation with its place."""
        document = self.reading.document
        line = document.text.count("\n", 0, span.start) + 1
        return Quote(document.name, line, span.start, span.end, span.select(document.text))

    def select(self, span: Span | None) -> str | None:
        """Return the words of a span, None where there is none."""
        return span.select(self.reading.document.text) if span else None

    @property
    def published(self) -> str | None:
        """The publication date, EDTF."""
        published = self.reading.document.published
        return str(published) if published else None


def open_scene(reading: Reading) -> Scene:
    """Return a reading with its parties looked up.

    Args:
        reading: What was read.
    """
    text = reading.document.text
    return Scene(reading, {actor.id: find_party(actor, text) for actor in reading.actors})


def find_party(actor: Actor, text: str) -> Party:
    """Return an actor with the labels that are shown for it.

    Args:
        actor: The actor of a reading.
        text: The text that was read.
    """
    known = load_packs().find_actor(actor.id)
    if known:
        return Party(actor.id, actor.type, actor.en or known.en, known.ar, actor.id)
    longest = max((mention.select(text) for mention in actor.mentions), key=len, default=actor.id)
    name = " ".join(longest.split())
    # Ids that no pack gives are numbered anew in each reading and tell nothing about another document.
    return Party(actor.id, actor.type, actor.en, name, f"{actor.type.value}: {fold(name)}")


def make_act(scene: Scene, number: int, act: Act) -> ActRow:
    """Return the row of one act.

    Args:
        scene: The reading.
        number: Number of the act in it.
        act: The act.
    """
    return ActRow(
        key=(scene.reading.document.name, number),
        type=act.type,
        status=act.status,
        who=scene.name(act.actors),
        to=scene.name(act.recipients),
        about=scene.select(act.about),
        topics=act.topics,
        date=str(act.date) if act.date else None,
        published=scene.published,
        place=act.place,
        place_words=scene.select(act.place_evidence),
        said_by=scene.name(act.said_by),
        condition=scene.select(act.condition),
        trigger=scene.quote(act.trigger),
        evidence=scene.quote(act.evidence),
        confidence=round(act.confidence, 3),
        sure=act.sure,
        why=act.why,
    )


def first_day(when: str | None) -> str:
    """Return the first day that a date may mean, as a text that sorts; dates that are not known sort last.

    Args:
        when: EDTF, or None.
    """
    if not when:
        return _LAST
    value = Edtf.parse(when)
    day = value.earliest or value.latest
    return day.isoformat() if day else _LAST


def is_before(first: str | None, second: str | None) -> bool:
    """Tell whether a date is known to lie before another one.

    Args:
        first: EDTF, or None where it is not known.
        second: Likewise.
    """
    if not first or not second:
        return False
    latest, earliest = Edtf.parse(first).latest, Edtf.parse(second).earliest
    return latest is not None and earliest is not None and latest < earliest
