"""What people enter, read: dates, parties, amounts, values of fields, words of documents.

Commands, forms and the API hand on what was typed; whatever cannot be understood is refused with the name of its
field, what is wrong and what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from mithaq.dates import Edtf
from mithaq.errors import DateError, InputError, Reason, Value
from mithaq.following.case import Amount, Evidence, Party
from mithaq.following.entry import Entry
from mithaq.following.fold import Case
from mithaq.following.kinds import ValueType, find_kind
from mithaq.model import ActorType, Document
from mithaq.packs.context import load_packs
from mithaq.refusals import write_reason
from mithaq.reports.days import read_day

_AMOUNT = re.compile(r"(>=|<=|>|<|~|=)?(\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?")
_EVIDENCE = re.compile(r"(.+):(\d+)-(\d+)")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNCOUNTABLE = "uncountable"
_PARTY_PARTS = 3


@dataclass(frozen=True, slots=True)
class Matter:
    """The case that something is said about.

    Args:
        case: The case with all that is proposed.
        entries: Its entries, by number.
        documents: SHA-256 of the documents that it rests on, by name.
    """

    case: Case
    entries: Mapping[int, Entry]
    documents: Mapping[str, str]


def make_refusal(field: str, key: str, text: str, told: str = "", /, **values: Value) -> InputError:
    """Return the refusal of what was entered.

    Args:
        field: Name of the field.
        key: Which kind of mistake.
        text: What was entered.
        told: Which refusal says it, as ``refusals.yaml`` has it under ``entered``; empty where that is the key.
        values: What else is filled in.
    """
    reason = Reason(f"entered.{told or key}", {"field": field, "text": text, **values})
    words = write_reason(reason, "en")
    return InputError(words.what, field=field, key=key, text=text, remedy=words.remedy, reason=reason)


def refuse(field: str, key: str, text: str, told: str = "", /, **values: Value) -> NoReturn:
    """Refuse what was entered; see `make_refusal`.

    Raises:
        InputError: Always.
    """
    raise make_refusal(field, key, text, told, **values)


def read_thread(name: str, case: Case) -> str:
    """Return the id of a thread: that of a party where the name names one of the case.

    Args:
        name: As it was given; may be a party's name.
        case: The case.
    """
    if not name or any(thread.id == name for thread in case.threads):
        return name
    known = _find_party(name, case)
    return known.id if known and any(thread.id == known.id for thread in case.threads) else name


def read_date(text: str, field: str) -> str | None:
    """Return an EDTF date in its canonical form, None for nothing; refuse what is none.

    Args:
        text: As it was given: EDTF, or a day as people type it (`days.read_day`).
        field: Which field gave it, for the refusal.
    """
    if not text:
        return None
    try:
        return Edtf.parse(text).text
    except DateError as error:
        known = read_day(text)
        if known is not None:
            return known.text
        reason = error.reason or Reason("dates.how")
        raise InputError(
            error.what, field=field, key="date", text=text, remedy=error.remedy, reason=reason
        ) from error


def read_party(text: str, case: Case | None, field: str) -> Party:
    """Return the party that a word names: one of the case, one that the packs know, or ``ID:TYPE:NAME``.

    Args:
        text: As it was given.
        case: The case; None for a new one.
        field: Which field gave it, for the refusal.
    """
    known = _find_party(text, case)
    if known:
        return known
    parts = text.split(":", _PARTY_PARTS - 1)
    if len(parts) < _PARTY_PARTS or parts[1] not in set(ActorType) or not parts[0] or not parts[2]:
        refuse(field, "party", text)
    return Party(parts[0], ActorType(parts[1]), parts[2])


def _find_party(text: str, case: Case | None) -> Party | None:
    for _, party in case.sides if case else ():
        if text in {party.id, party.ar, party.en}:
            return party
    packs = load_packs()
    phrase = packs.find_phrase(text)
    entry = packs.find_actor(text) or (packs.actors[phrase.actors[0]] if phrase and phrase.actors else None)
    return Party(entry.id, entry.type, entry.ar, entry.en) if entry else None


def find_party_id(text: str) -> str:
    """Return the id of the party that the packs know by a name; the text itself where they know none.

    Args:
        text: A name or an id.
    """
    phrase = load_packs().find_phrase(text) if text else None
    return load_packs().actors[phrase.actors[0]].id if phrase and phrase.actors else text


def read_evidence(text: str, matter: Matter) -> Evidence:
    """Return the words that ``DOCUMENT:START-END`` names.

    Args:
        text: As it was given; the document by name or SHA-256.
        matter: The case.
    """
    found = _EVIDENCE.fullmatch(text)
    document = (
        matter.documents.get(found[1], found[1] if _SHA256.fullmatch(found[1]) else "") if found else ""
    )
    if not found or not document or int(found[2]) >= int(found[3]):
        refuse("evidence", "evidence", text)
    return Evidence(document, int(found[2]), int(found[3]))


def find_places(documents: Iterable[Document], words: str) -> tuple[Evidence, ...]:
    """Return every place where words stand in documents, letter for letter.

    Args:
        documents: As they may be shown: what is withheld in them is not found again.
        words: A name, or a quotation.
    """
    found: list[Evidence] = []
    for document in documents:
        start = document.text.find(words) if words else -1
        while start >= 0:
            found.append(Evidence(document.sha256, start, start + len(words)))
            start = document.text.find(words, start + len(words))
    return tuple(found)


def read_amount(text: str, field: str) -> Amount:
    """Return the number that a text writes with its bounds.

    Args:
        text: ``12``, ``10..20``, ``>=10``, ``~15`` or ``uncountable``.
        field: Which field gave it, for the refusal.
    """
    if text == _UNCOUNTABLE:
        return Amount(None, None, None, _UNCOUNTABLE)
    found = _AMOUNT.fullmatch(text.replace(",", ""))
    if not found or (found[1] and found[3]):
        refuse(field, "amount", text)
    value = float(found[2])
    if found[3]:
        high = float(found[3])
        if high < value:
            refuse(field, "range", text)
        return Amount(value, None, high, "=")
    sign = found[1] or "="
    low = value if sign in {"=", ">", ">="} else None
    return Amount(low, value, value if sign in {"=", "<", "<="} else None, sign)


def cut_pair(text: str, field: str) -> tuple[str, str]:
    """Return what stands before and behind the first ``=``.

    Args:
        text: As it was given.
        field: Which field gave it, for the refusal.
    """
    name, sign, value = text.partition("=")
    if not sign or not name or not value:
        refuse(field, "pair", text)
    return name, value


def read_value(name: str, text: str, case: Case, field: str = "set") -> str | int | float | Amount:
    """Return the value of a field in the type that the kind gives it; unknown fields are refused later.

    Args:
        name: Name of the kind's field.
        text: As it was given.
        case: The case.
        field: Which field gave it, for the refusal.
    """
    known = find_kind(case.kind).find_field(name)
    kind = known.type if known else ValueType.TEXT
    if kind is ValueType.AMOUNT:
        return read_amount(text, field)
    if kind is ValueType.DATE:
        return read_date(text, field) or text
    if kind is ValueType.PARTY:
        return read_party(text, case, field).id
    if kind is ValueType.NUMBER:
        try:
            value = float(text)
        except ValueError:
            refuse(field, "number", text, name=name)
        return int(value) if value.is_integer() else value
    return text
