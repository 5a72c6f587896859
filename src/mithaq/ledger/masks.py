"""Withheld names: masked in whatever leaves the record, letter for letter, so that every offset stays valid.

The words that a person withholds are masked wherever they stand, in every document and in every list; so are the
longer and shorter names of the same person in that document, where they share a word with what was withheld
(those of one word only there: others may bear the same last name). A party with such a name goes by another id.
The entries themselves are not changed: they hold the names, and so do the database and its backups.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar, cast

import msgspec

from mithaq.following.case import Evidence, Join, Open, Party
from mithaq.following.entry import AnyStep, Entry, Propose, Withhold
from mithaq.following.fold import Case
from mithaq.following.homes import find_homes
from mithaq.ledger.content import make_reading
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.models import DocumentRow, EntryRow, MaskRow, ReadingRow, SaltRow
from mithaq.ledger.payload import read_payload
from mithaq.ledger.personal import is_veiled, make_documents
from mithaq.model import ActorType, Document, Reading, Span
from mithaq.text.normalize import fold, normalize

MASK: Final = "█"
"""What stands for each letter of a withheld name."""
_WORDS = re.compile(r"\w+")
_LEAST = 2
_PREFIX = "withheld-"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Masks:
    """What is withheld in a record.

    Args:
        spans: In each document, what is masked there beside the names that are masked everywhere.
        names: Finds the names that are masked everywhere, in plain spelling; None where there are none.
        salt: The record's secret.
    """

    spans: Mapping[str, tuple[Span, ...]]
    names: re.Pattern[str] | None
    salt: bytes

    def find_spans(self, text: str) -> tuple[Span, ...]:
        """Return where names that are masked everywhere stand in a text.

        Args:
            text: Any text.
        """
        if self.names is None:
            return ()
        plain = normalize(text)
        return tuple(plain.span(*found.span(1)) for found in self.names.finditer(plain.plain))

    def mask_text(self, text: str) -> str:
        """Return a text of the same length without withheld names.

        Args:
            text: Any text.
        """
        return cover(text, self.find_spans(text))

    def mask_document(self, document: Document) -> tuple[Document, tuple[Span, ...]]:
        """Return a document without withheld names, and where they stood.

        Args:
            document: As it is stored.
        """
        if self.names is None:
            return document, ()
        spans = unite_spans({*self.spans.get(document.sha256, ()), *self.find_spans(document.text)})
        masked = replace(
            document,
            text=cover(document.text, spans),
            name=self.mask_text(document.name),
            origin=self.mask_text(document.origin),
            title=self._mask_field(document.title),
            author=self._mask_field(document.author),
            url=self._mask_field(document.url),
        )
        return masked, spans

    def mask_reading(self, reading: Reading) -> Reading:
        """Return a reading without withheld names: its spans point to the masked text.

        Args:
            reading: As it is stored.
        """
        if self.names is None:
            return reading
        document, spans = self.mask_document(reading.document)
        if not spans:
            return replace(reading, document=document)
        actors = {
            actor.id: f"{_PREFIX}{hashlib.sha256(self.salt + actor.id.encode()).hexdigest()[:10]}"
            for actor in reading.actors
            if any(mention.meets(span) for mention in actor.mentions for span in spans)
        }
        return _rename_actors(replace(reading, document=document), actors)

    def _mask_field(self, text: str | None) -> str | None:
        return None if text is None else self.mask_text(text)

    def mask_party(self, party: Party) -> Party:
        """Return a party; one whose name is withheld goes by another id.

        Args:
            party: As it is recorded.
        """
        if not self.find_spans(party.ar):
            return party
        digest = hashlib.sha256(self.salt + party.id.encode()).hexdigest()[:10]
        whole = party.type is ActorType.PERSON
        ar = MASK * len(party.ar) if whole else self.mask_text(party.ar)
        return Party(f"{_PREFIX}{digest}", party.type, ar, MASK * len(party.en))

    def mask_entries(self, entries: Sequence[Entry], parties: Iterable[Party]) -> list[Entry]:
        """Return entries without withheld names.

        Args:
            entries: As they are recorded.
            parties: Every party of their cases: by and to whom a step is goes by its id alone.
        """
        return self._mask(list(entries), _rename(self, parties))

    def mask_case(self, case: Case, parties: Iterable[Party] = ()) -> Case:
        """Return a case without withheld names.

        Args:
            case: As it was folded.
            parties: Parties that it names beside its own.
        """
        return self._mask(case, _rename(self, [*(party for _, party in case.sides), *parties]))

    def find_real_ids(self, parties: Iterable[Party]) -> dict[str, str]:
        """Return the ids of parties by those that they go by while their names are withheld.

        Args:
            parties: As they are recorded.
        """
        return {new: old for old, new in _rename(self, parties).items()}

    def _mask(self, value: T, renamed: Mapping[str, str]) -> T:
        if self.names is None:
            return value
        return cast("T", self._walk(value, renamed))

    def _walk(self, value: Any, renamed: Mapping[str, str]) -> Any:  # noqa: ANN401 - any part of any step
        if type(value) is str:
            return renamed.get(value) or (value if value.isascii() else self.mask_text(value))
        if isinstance(value, Party):
            return self.mask_party(value)
        if isinstance(value, tuple | list):
            return type(value)(self._walk(item, renamed) for item in value)
        if isinstance(value, msgspec.Struct):
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            changed = {name: self._walk(item, renamed) for name, item in fields.items()}
            return type(value)(**changed)
        return value


def list_parties(entries: Iterable[Entry]) -> list[Party]:
    """Return the parties that entries bring into their cases.

    Args:
        entries: As they are recorded.
    """
    parties: dict[Party, None] = {}
    for entry in entries:
        step = entry.step.proposal.step if isinstance(entry.step, Propose) else entry.step
        if isinstance(step, Open):
            parties.update(dict.fromkeys(party for _, party in step.sides))
        elif isinstance(step, Join):
            parties[step.party] = None
    return list(parties)


def _rename(masks: Masks, parties: Iterable[Party]) -> dict[str, str]:
    changed = ((party.id, masks.mask_party(party).id) for party in parties)
    return {old: new for old, new in changed if old != new}


def restore_ids(step: AnyStep, ids: Mapping[str, str]) -> AnyStep:
    """Return a step with the ids of parties that go by others while their names are withheld.

    Args:
        step: What a person wants to record, who sees only the other ids.
        ids: What `Masks.find_real_ids` returned.
    """
    if not ids or _PREFIX.encode() not in msgspec.json.encode(step):
        return step
    return cast("AnyStep", _restore(step, ids))


def _restore(value: Any, ids: Mapping[str, str]) -> Any:  # noqa: ANN401 - any part of any step
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, tuple):
        return tuple(_restore(item, ids) for item in value)
    if isinstance(value, msgspec.Struct):
        fields = {name: _restore(getattr(value, name), ids) for name in value.__struct_fields__}
        return type(value)(**fields)
    return value


def _rename_actors(reading: Reading, names: Mapping[str, str]) -> Reading:
    def rename(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names.get(actor, actor) for actor in ids)

    return replace(
        reading,
        actors=tuple(
            replace(actor, id=names[actor.id], en=MASK * len(actor.en)) if actor.id in names else actor
            for actor in reading.actors
        ),
        acts=tuple(
            replace(
                act, actors=rename(act.actors), recipients=rename(act.recipients), said_by=rename(act.said_by)
            )
            for act in reading.acts
        ),
        milestones=tuple(replace(item, said_by=rename(item.said_by)) for item in reading.milestones),
        figures=tuple(replace(item, said_by=rename(item.said_by)) for item in reading.figures),
    )


def cover(text: str, spans: Iterable[Span]) -> str:
    """Return a text of the same length with spans of it covered.

    Args:
        text: Any text.
        spans: What is covered.
    """
    for span in spans:
        text = text[: span.start] + MASK * (span.end - span.start) + text[span.end :]
    return text


def unite_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap as one.

    Args:
        spans: In any order.
    """
    united: list[Span] = []
    for span in sorted(spans):
        if united and span.start <= united[-1].end:
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return tuple(united)


def load_masks(alias: str) -> Masks:
    """Return what is withheld in a record.

    Args:
        alias: The record's connection.
    """
    withheld: defaultdict[str, list[Span]] = defaultdict(list)
    for sha256, start, end in MaskRow.objects.using(alias).values_list("document", "start", "end"):
        withheld[sha256].append(Span(start, end))
    if not withheld:
        return Masks({}, None, b"")
    salt = read_salt(alias)
    spans: dict[str, tuple[Span, ...]] = {}
    names: set[str] = set()
    for chunk in cut_chunks(withheld):
        rows = DocumentRow.objects.using(alias).filter(sha256__in=chunk)
        for document in make_documents(alias, rows).values():
            if is_veiled(document.text):
                continue
            chosen = withheld[document.sha256]
            more = _find_mentions(alias, document, chosen)
            spans[document.sha256] = unite_spans([*chosen, *more])
            names.update(fold(span.select(document.text)) for span in chosen)
            longer = (fold(span.select(document.text)) for span in more)
            names.update(name for name in longer if len(_WORDS.findall(name)) >= _LEAST)
    return Masks(spans, _compile(names), salt)


def read_salt(alias: str) -> bytes:
    """Return the record's secret, with which names that are not shown go by ids that nobody else can try out.

    Args:
        alias: The record's connection.
    """
    return bytes(SaltRow.objects.using(alias).values_list("salt", flat=True).get())


def hide_names(names: Iterable[str], salt: bytes) -> Masks:
    """Return masks that cover names wherever they stand.

    Args:
        names: As a text writes them.
        salt: The record's secret.
    """
    return Masks({}, _compile(map(fold, names)), salt)


def _find_mentions(alias: str, document: Document, chosen: Sequence[Span]) -> list[Span]:
    """Return the other names of the persons whose names were withheld in a document."""
    words = {word for span in chosen for word in _WORDS.findall(fold(span.select(document.text)))}
    found: list[Span] = []
    for row in ReadingRow.objects.using(alias).filter(document=document.sha256):
        for actor in make_reading(row, document).actors:
            met = any(mention.meets(span) for mention in actor.mentions for span in chosen)
            if not met or actor.type is not ActorType.PERSON:
                continue
            found.extend(
                mention
                for mention in actor.mentions
                if words.intersection(_WORDS.findall(fold(mention.select(document.text))))
            )
    return found


def _compile(names: Iterable[str]) -> re.Pattern[str] | None:
    kept = sorted({name.strip() for name in names if name.strip()}, key=lambda name: (-len(name), name))
    if not kept:
        return None
    forms = "|".join(r"\s+".join(map(re.escape, name.split())) for name in kept)
    # Particles are written together with the name that they stand before.
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}({forms})(?!\w)")


def make_masks(alias: str) -> list[MaskRow]:
    """Return which words are withheld now.

    Args:
        alias: The record's connection.
    """
    rows = EntryRow.objects.using(alias).filter(step__in=("withhold", "undo")).order_by("number")
    entries = [read_payload(bytes(payload)) for payload in rows.values_list("payload", flat=True)]
    undone = find_homes(entries).undone
    kept: dict[Evidence, int] = {}
    for entry in entries:
        step = entry.step
        if not isinstance(step, Withhold) or entry.number in undone:
            continue
        for piece in step.evidence:
            if step.shown == "withheld":
                kept.setdefault(piece, entry.number)
            else:
                kept = {other: number for other, number in kept.items() if not _meet(piece, other)}
    return [
        MaskRow(entry=number, document=piece.document, start=piece.start, end=piece.end)
        for piece, number in kept.items()
    ]


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end
