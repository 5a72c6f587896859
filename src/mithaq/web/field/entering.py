"""What was typed into the form, read: a report, or what is wrong with each field."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import QueryDict

from mithaq.digits import read_digits
from mithaq.errors import InputError
from mithaq.following.case import Amount, Party
from mithaq.following.fitting import find_fault
from mithaq.following.kinds import Field, ValueType
from mithaq.following.parties import identify_party
from mithaq.ledger.attachments import Attachment
from mithaq.model import ActorType, Comparator
from mithaq.packs.context import key_words, load_packs
from mithaq.reports.fieldform import Form, Item, read_form
from mithaq.reports.fieldreport import Claim, Report, Side, Value
from mithaq.reports.saying import read_date, refuse
from mithaq.web.gazetteer import find_place

UNCOUNTABLE: Final = "uncountable"
# Who was harmed is named to be counted, not to be known.
WITHHELD_AT_FIRST: Final = ("victim-withheld",)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_NUMBER = re.compile(r"\d+(\.\d+)?")
_PAIR = re.compile(r"(-?\d+(?:\.\d+)?)\s*[,،;\s]\s*(-?\d+(?:\.\d+)?)")
_ZONE = re.compile(r"(UTC|GMT)|[+-]\d{1,2}(:?\d{2})?|[A-Z][A-Za-z_]+/[A-Za-z_/+-]+")
_FULL_NAME = 2
_LONGEST, _LONGEST_TEXT, _MOST_LINES = 300, 20_000, 50
_ALONE: Final = frozenset({Comparator.AT_LEAST.value, Comparator.MORE.value})
_TURN = 360

Typed = str | int | float


@dataclass(slots=True)
class Entered:
    """What was typed, while it is read.

    Args:
        typed: Names of inputs with what was typed.
        errors: For each item what is wrong: the mistake's key with what was typed.
    """

    typed: QueryDict
    errors: dict[str, tuple[str, str]] = field(default_factory=dict)

    def read_line(self, name: str, item: str) -> str:
        """Return what was typed into an input, on one line."""
        text = " ".join(_CONTROLS.sub(" ", self.typed.get(name, "")).split())
        if len(text) > _LONGEST:
            refuse(item, "long", str(_LONGEST))
        return text

    def read_text(self, name: str, item: str) -> str:
        """Return what was typed into an area, with its lines."""
        text = _CONTROLS.sub(" ", self.typed.get(name, "").replace("\r\n", "\n").replace("\r", "\n")).strip()
        if len(text) > _LONGEST_TEXT:
            refuse(item, "long", str(_LONGEST_TEXT))
        return text

    def read_lines(self, name: str, item: str) -> tuple[str, ...]:
        """Return the lines of an area, without empty ones."""
        lines = tuple(" ".join(line.split()) for line in self.read_text(name, item).split("\n"))
        kept = tuple(dict.fromkeys(line for line in lines if line))
        if len(kept) > _MOST_LINES:
            refuse(item, "many", str(_MOST_LINES))
        return kept


def read_report(
    typed: QueryDict, attachments: Sequence[Attachment]
) -> tuple[Report | None, dict[str, tuple[str, str]]]:
    """Return the report that was typed; where something is wrong, None and what it is, by item.

    Args:
        typed: Names of inputs with what was typed.
        attachments: Files that came with it, kept already.
    """
    entered = Entered(typed)
    number = _read_number(typed.get("number", ""))
    found: dict[Form, dict[str, Any]] = {form: {} for form in Form}
    for item in read_form().list_items():
        try:
            value = _READERS[item.form](entered, item, number)
        except InputError as error:
            entered.errors[item.name] = (error.key, error.text)
            continue
        if value:
            found[item.form][item.name] = value
        elif item.required:
            entered.errors[item.name] = ("missing", "")
    if entered.errors:
        return None, entered.errors
    return _make_report(entered, number, found, attachments), {}


def _make_report(
    entered: Entered,
    number: UUID,
    found: Mapping[Form, Mapping[str, Any]],
    attachments: Sequence[Attachment],
) -> Report:
    place, place_en = found[Form.PLACE].get("place", ("", ""))
    return Report(
        number=number,
        written=_read_moment(entered.typed.get("written", "")),
        title=found[Form.TITLE]["title"],
        account=found[Form.ACCOUNT].get("account", ""),
        place=place,
        place_en=place_en,
        values=found[Form.FIELD],
        harms=found[Form.HARM],
        sides=found[Form.SIDE],
        claims=found[Form.CLAIM],
        attachments=tuple(attachments),
        into=entered.typed.get("into", "").strip(),
    )


def _read_number(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _read_moment(text: str) -> str:
    """Return when it was written, by the device's clock; now where that says nothing, or lies ahead."""
    now = datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        moment = now
    return min(moment, now).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read_title(entered: Entered, item: Item, number: UUID) -> str:
    del number
    return entered.read_line(item.name, item.name)


def _read_account(entered: Entered, item: Item, number: UUID) -> str:
    del number
    return entered.read_text(item.name, item.name)


def _read_place(entered: Entered, item: Item, number: UUID) -> tuple[str, str] | None:
    del number
    name = entered.read_line(item.name, item.name)
    known = find_place(name, entered.typed.get("place-id", ""))
    return (name, known.en if known else "") if name else None


def _read_field(entered: Entered, item: Item, number: UUID) -> tuple[Value, ...]:
    spec = item.field
    assert spec is not None
    if spec.type is ValueType.AMOUNT:
        amount = read_amount(entered, item.name)
        return (amount,) if amount else ()
    if spec.type is ValueType.PARTY:
        name = entered.read_line(item.name, item.name)
        return (_make_party(name, ActorType.ARMED_GROUP, ""),) if name else ()
    del number
    if spec.type is ValueType.CHOICE:
        texts: Sequence[str] = [text for text in entered.typed.getlist(item.name) if text]
    elif spec.many:
        texts = entered.read_lines(item.name, item.name)
    else:
        texts = [text] if (text := entered.read_line(item.name, item.name)) else []
    return tuple(_read_value(text, spec, item.name) for text in texts)


def _read_value(text: str, spec: Field, name: str) -> Typed:
    value = _CONVERTERS.get(spec.type, _keep)(text, name)
    if name == "time-zone" and not _ZONE.fullmatch(str(value)):
        refuse(name, "zone", text)
    if find_fault(spec, value):
        refuse(name, spec.type.value, text, "misfit")
    return value


def _keep(text: str, name: str) -> Typed:
    del name
    return text


def _convert_date(text: str, name: str) -> Typed:
    return read_date(read_digits(text), name) or text


def _convert_time(text: str, name: str) -> Typed:
    del name
    hours, colon, rest = read_digits(text).replace("٫", ".").replace(".", ":").partition(":")
    return f"{hours:0>2}{colon}{rest}"


def _convert_coordinates(text: str, name: str) -> Typed:
    pair = _PAIR.fullmatch(read_digits(text).replace("٫", "."))
    if pair is None:
        refuse(name, "coordinates", text)
    return f"{pair[1]}, {pair[2]}"


def _convert_number(text: str, name: str) -> Typed:
    value = _read_figure(text, name)
    if name == "bearing" and value >= _TURN:
        refuse(name, "bearing", text)
    return int(value) if value.is_integer() else value


def _read_figure(text: str, name: str) -> float:
    plain = read_digits(text).replace("٫", ".").replace(",", "").replace("٬", "")
    if not _NUMBER.fullmatch(plain):
        refuse(name, "number", text, "figure")
    return float(plain)


def read_amount(entered: Entered, name: str) -> Amount | None:
    """Return a number with its bounds; None where nothing was typed.

    Args:
        entered: What was typed: ``NAME-low``, ``NAME-best``, ``NAME-high`` and ``NAME-qualifier``.
        name: Name of the item.
    """
    qualifier = entered.typed.get(f"{name}-qualifier", "") or Comparator.EQUAL.value
    if qualifier == UNCOUNTABLE:
        return Amount(None, None, None, UNCOUNTABLE)
    if qualifier not in set(Comparator):
        refuse(name, "choice", qualifier)
    texts = [entered.read_line(f"{name}-{part}", name) for part in ("low", "best", "high")]
    low, best, high = (_read_figure(text, name) if text else None for text in texts)
    known = [value for value in (low, best, high) if value is not None]
    if not known:
        return None
    if known != sorted(known):
        refuse(name, "range", " ".join(texts), "order")
    if low is None and high is None:
        return _bound(best, qualifier)
    return Amount(low, best, high, qualifier)


def _bound(value: float | None, qualifier: str) -> Amount:
    """Return a single number with the bounds that its qualifier sets."""
    low = value if qualifier in {Comparator.EQUAL, *_ALONE} else None
    high = value if qualifier in {Comparator.EQUAL, Comparator.AT_MOST, Comparator.LESS} else None
    return Amount(low, value, high, qualifier)


def _read_harm(entered: Entered, item: Item, number: UUID) -> Amount | None:
    del number
    return read_amount(entered, item.name)


def _read_side(entered: Entered, item: Item, number: UUID) -> tuple[Side, ...]:
    names = (
        entered.read_lines(item.name, item.name)
        if item.many
        else tuple(name for name in [entered.read_line(item.name, item.name)] if name)
    )
    asked = entered.typed.get(f"{item.name}-type", "")
    kind = ActorType(asked) if asked in set(ActorType) else item.type
    withheld = item.withhold and bool(entered.typed.get(f"{item.name}-withheld"))
    sides = []
    for index, name in enumerate(names):
        secret = f"{number} {item.name} {index}" if withheld else ""
        party = _make_party(name, kind, secret)
        if withheld:
            _refuse_public(party, name, item.name)
        sides.append(Side(party, withheld))
    return tuple(sides)


def _refuse_public(party: Party, name: str, item: str) -> None:
    """Refuse to withhold what would be masked in the whole record: bodies, public persons, single words."""
    if party.type is not ActorType.PERSON or load_packs().find_actor(party.id) is not None:
        refuse(item, "public", name)
    if len(name.split()) < _FULL_NAME:
        refuse(item, "full-name", name)


def _make_party(name: str, kind: ActorType, secret: str) -> Party:
    """Return the party of a name: one that the packs know, or a new one.

    Args:
        name: As it was typed.
        kind: What kind of actor it is, where no pack knows it.
        secret: What its id is made from where the name is withheld: an id of the name could be tried out.
    """
    packs = load_packs()
    phrase = packs.find_phrase(name)
    known = packs.actors[phrase.actors[0]] if phrase and phrase.actors else None
    if known is not None:
        return Party(known.id, known.type, known.ar, known.en)
    if secret:
        return Party(f"{kind.value}-{hashlib.sha256(secret.encode()).hexdigest()[:12]}", kind, name)
    return Party(identify_party(kind, key_words(name)), kind, name)


def _read_claim(entered: Entered, item: Item, number: UUID) -> Claim | None:
    del number
    text = entered.read_text(item.name, item.name)
    name = entered.read_line(f"{item.name}-party", item.name)
    party = _make_party(name, ActorType.ARMED_GROUP, "") if name else None
    denies = bool(item.denies and entered.typed.get(f"{item.name}-denies"))
    if denies and party is None:
        refuse(item.name, "who", text)
    if party and not text and not denies:
        refuse(item.name, "words", name, "said")
    return Claim(text, party, denies) if text or party else None


def _read_files(entered: Entered, item: Item, number: UUID) -> None:
    # Files are kept before the rest is read.
    del entered, item, number


_CONVERTERS: Final[Mapping[ValueType, Callable[[str, str], Typed]]] = MappingProxyType(
    {
        ValueType.DATE: _convert_date,
        ValueType.TIME: _convert_time,
        ValueType.COORDINATES: _convert_coordinates,
        ValueType.NUMBER: _convert_number,
    }
)
_READERS: Final[Mapping[Form, Callable[[Entered, Item, UUID], object]]] = MappingProxyType(
    {
        Form.TITLE: _read_title,
        Form.ACCOUNT: _read_account,
        Form.PLACE: _read_place,
        Form.FIELD: _read_field,
        Form.HARM: _read_harm,
        Form.SIDE: _read_side,
        Form.CLAIM: _read_claim,
        Form.FILES: _read_files,
    }
)
