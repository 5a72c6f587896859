"""From a form to the step that stands in the place of a proposed one; what was not touched stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import msgspec

from mithaq.dates import Edtf
from mithaq.following.case import Accuse, AnyRead, Deny, Describe, Evidence, Party
from mithaq.following.fold import Case
from mithaq.following.kinds import ValueType
from mithaq.ledger.masks import MASK
from mithaq.model import Document
from mithaq.packs.context import load_packs
from mithaq.reports.case_wording import CaseWording, find_field
from mithaq.reports.cases import list_parties
from mithaq.reports.saying import Matter, read_amount, read_party, read_thread, read_value, refuse
from mithaq.web.review.blanks import (
    COMMON,
    KINDS,
    Blank,
    Field,
    Look,
    Names,
    list_fields,
    list_kinds,
    list_options,
    name_input,
    write_rows,
)
from mithaq.web.review.item import Item
from mithaq.web.review.words import find_words, read_moment, read_selection, write_evidence


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form carries.

    Args:
        kind: Name of the kind of step; empty for that of the proposal.
        fields: What was entered, by name of the input.
        evidence: Words that were kept or selected.
        words: Words that were typed to be found in the document.
    """

    kind: str
    fields: Mapping[str, tuple[str, ...]]
    evidence: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a correction is read on.

    Args:
        item: What is corrected.
        matter: Its case, for the parser.
        names: Names of parties.
        documents: Documents that evidence may be selected in.
    """

    item: Item
    matter: Matter
    names: Names
    documents: dict[str, Document]

    @property
    def case(self) -> Case:
        """The case."""
        return self.item.case

    @property
    def published(self) -> Edtf | None:
        """When the document of the words was published."""
        return next((document.published for document in self.documents.values()), None)


def make_ground(item: Item, wording: CaseWording) -> Ground:
    """Return what a correction of an item is read on.

    Args:
        item: What is corrected.
        wording: The language, for names of parties.
    """
    step = item.held.step
    ids = (
        [*step.by, *getattr(step, "who", ())] if not isinstance(step, Accuse | Deny) else [*step.by, step.who]
    )
    parties = {**list_parties((item.case,)), **{party.id: party for party in getattr(step, "named", ())}}
    parties.update((party.id, party) for _, party in getattr(step, "sides", ()))
    if joined := getattr(step, "party", None):
        parties[joined.id] = joined
    # Those that only the step names go by what the packs call them, or by their id.
    unknown = {name: read for name in ids if name not in parties and (read := _find_pack_party(name))}
    documents = {shown.document.sha256: shown.document for shown in item.documents}
    matter = Matter(item.case, {entry.number: entry for entry in item.entries}, {})
    return Ground(item, matter, Names(wording, {**parties, **unknown}), documents)


def _find_pack_party(name: str) -> Party | None:
    entry = load_packs().find_actor(name)
    return Party(entry.id, entry.type, entry.ar, entry.en) if entry else None


def list_blanks(ground: Ground, kind: str, typed: Typed | None = None, wrong: str = "") -> tuple[Blank, ...]:
    """Return the fields of a correction as they are shown.

    Args:
        ground: What is corrected.
        kind: Name of the kind of step that stands there; that of the proposal, or another.
        typed: What somebody has entered already.
        wrong: Name of the field whose entry was refused.
    """
    step = ground.item.held.step
    chosen = KINDS[kind]
    same = type(step) is chosen
    blanks = []
    for field in list_fields(chosen):
        rows = _write(field, step, ground) if same or field in COMMON else ()
        if typed is not None:
            rows = typed.fields.get(name_input(field), ())
        options = list_options(field, ground.case, step if same else None, ground.names.wording)
        blanks.append(Blank(field, rows, options, wrong=wrong == field.name))
    return tuple(blanks)


def _write(field: Field, step: AnyRead, ground: Ground) -> tuple[str, ...]:
    return write_rows(field, step, ground.names, ground.case)


def read_correction(typed: Typed, ground: Ground) -> AnyRead:
    """Return the step that a form says; whatever was not touched is as it was.

    Args:
        typed: What the form carries.
        ground: What is corrected.

    Raises:
        InputError: If something of it cannot be understood, or nothing was changed.
    """
    step = ground.item.held.step
    name = typed.kind or type(step).__name__.lower()
    if name not in list_kinds(ground.case, step):
        refuse("kind", "kind", name)
    chosen = KINDS[name]
    same = type(step) is chosen
    values: dict[str, Any] = {}
    for field in list_fields(chosen):
        rows = typed.fields.get(name_input(field), ())
        if same and rows == _write(field, step, ground):
            continue
        if not same and not rows and field.optional:
            continue
        values[field.name] = _read(field, rows, ground, values)
    values["evidence"] = _read_evidence(typed, ground)
    if chosen in {Accuse, Deny} and "who" in values:
        values["named"] = _name_who(typed.fields["step-who"][0], ground)
    corrected = msgspec.structs.replace(step, **values) if same else chosen(case=ground.case.id, **values)
    if MASK in msgspec.json.encode(corrected).decode():
        # What is covered is not known here: it would enter the ledger as it is shown.
        refuse("masked", "masked", "")
    if corrected == step:
        refuse("correct", "unchanged", "")
    return corrected


def _read(field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if not rows and not field.optional:
        refuse(field.name, "empty", "")
    return _READERS[field.look](field, rows, ground, values)


def _read_text(field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]) -> str:
    del field, ground, values
    return rows[0] if rows else ""


def _read_date(field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]) -> str | None:
    del values
    return read_moment(rows[0] if rows else "", field.name, ground.published)


def _read_number(field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    del ground, values
    return read_amount(rows[0], field.name)


def _read_value(field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]) -> Any:  # noqa: ANN401
    step = ground.item.held.step
    name = str(values.get("field", step.field if isinstance(step, Describe) else ""))
    known = find_field(name, ground.case.kind)
    text = rows[0]
    if known and known.type is ValueType.CHOICE:
        labels = {label: item.name for item in known.values for label in (item.ar, item.en)}
        return labels.get(text, text)
    if known and known.type is ValueType.PARTY:
        return _read_id(text, field, ground)
    if known and known.type is ValueType.DATE:
        return read_moment(text, field.name, ground.published) or text
    return read_value(name, text, ground.case, field.name)


def _read_party(field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]) -> Party:
    del values
    return _find_party(rows[0], field, ground)


def _find_party(text: str, field: Field, ground: Ground) -> Party:
    return ground.names.find(text) or read_party(text, ground.case, field.name)


def _read_id(text: str, field: Field, ground: Ground) -> str:
    # Whom only the step names may be known by nothing but an id.
    step = ground.item.held.step
    if text in {*step.by, getattr(step, "who", "")}:
        return text
    return _find_party(text, field, ground).id


def _read_who(field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]) -> str:
    del values
    return _read_id(rows[0], field, ground)


def _read_parties(
    field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]
) -> tuple[str, ...]:
    del values
    return tuple(dict.fromkeys(_read_id(text, field, ground) for text in rows))


def _read_sides(
    field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]
) -> tuple[tuple[str, Party], ...]:
    del values
    pairs = ((role, name) for role, _, name in (row.partition("=") for row in rows))
    return tuple((role, _find_party(name, field, ground)) for role, name in pairs)


def _read_thread(field: Field, rows: Sequence[str], ground: Ground, values: Mapping[str, Any]) -> str:
    del field, values
    return read_thread(rows[0], ground.case) if rows else ""


def _name_who(text: str, ground: Ground) -> tuple[Party, ...]:
    """Return who an accusation or a denial names, where the sides of the case do not say."""
    party = ground.names.find(text) or read_party(text, ground.case, "who")
    return () if any(party.id == other.id for _, other in ground.case.sides) else (party,)


def _read_evidence(typed: Typed, ground: Ground) -> tuple[Evidence, ...]:
    old = {write_evidence(piece): piece for piece in ground.item.held.step.evidence}
    found = [
        old[text] if text in old else read_selection(text, ground.matter, ground.documents)
        for text in typed.evidence
    ]
    if typed.words:
        if not ground.documents:
            refuse("words", "words", typed.words, "no-document")
        document = next(iter(ground.documents.values()))
        near = next((piece.start for piece in old.values() if piece.document == document.sha256), 0)
        found.append(find_words(typed.words, document, near))
    if old and not found:
        refuse("evidence", "evidence", "", "no-evidence")
    return tuple(dict.fromkeys(found))


_Reader = Callable[[Field, Sequence[str], Ground, Mapping[str, Any]], Any]
_READERS: Final[Mapping[Look, _Reader]] = MappingProxyType(
    {
        Look.TEXT: _read_text,
        Look.CHOICE: _read_text,
        Look.DATE: _read_date,
        Look.AMOUNT: _read_number,
        Look.VALUE: _read_value,
        Look.PARTY: _read_party,
        Look.WHO: _read_who,
        Look.PARTIES: _read_parties,
        Look.SIDES: _read_sides,
        Look.THREAD: _read_thread,
    }
)
