"""From what somebody entered in a form to the step that is recorded, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, cast

import msgspec

from mithaq.errors import InputError
from mithaq.following import case as steps
from mithaq.following.case import Amount, AnyRead, Evidence, Party, Step
from mithaq.following.entry import AnyStep, Restrict, Withhold
from mithaq.following.fold import Case
from mithaq.following.parties import identify_party
from mithaq.model import ActorType, Document
from mithaq.packs.context import key_words
from mithaq.reports.saying import (
    find_places,
    read_amount,
    read_date,
    read_party,
    read_thread,
    read_value,
    refuse,
)
from mithaq.web.cases.fields import PLAIN, Ground

Values = Mapping[str, Any]
_COMMA = re.compile(r"\s*[,،؛;]\s*")
_NONE = "none"
_TYPES: Final[Mapping[str, type[Step]]] = MappingProxyType(
    {kind.__name__.lower(): kind for kind in AnyRead.__args__}
)


def make_step(name: str, values: Values, ground: Ground) -> AnyStep:
    """Return the step that somebody entered.

    Args:
        name: Which step.
        values: What they entered, by field.
        ground: What the form was about.

    Raises:
        InputError: If something cannot be understood.
    """
    case = ground.case
    if name == "restrict":
        return Restrict(case=case.id, groups=tuple(values["groups"]), reason=values["reason"].strip())
    if name == "withhold":
        return _withhold(values, ground.documents)
    common: dict[str, Any] = {"case": case.id, "thread": read_thread(values.get("thread", "").strip(), case)}
    if name not in PLAIN:
        common |= {
            "on": read_date(values["on"], "on"),
            "by": tuple(
                party.id for party in read_parties(values["by"], "by", values.get("new_type", ""), case)
            ),
            "evidence": find_evidence(values, ground.documents),
        }
    made = _TYPES[name](**common, **_MAKERS[name](values, ground))
    return cast("AnyStep", made)


def find_evidence(values: Values, documents: tuple[Document, ...]) -> tuple[Evidence, ...]:
    """Return the words that somebody copied from a document, where they stand first.

    Args:
        values: With ``document`` (SHA-256, or empty where any document of the case may be meant) and ``words``.
        documents: Those of the case, as they may be shown.

    Raises:
        InputError: If the words stand in none of them letter for letter.
    """
    words = values["words"].strip().strip('«»“”"')
    chosen = values["document"]
    if not words:
        if chosen:
            refuse("words", "no-words", "")
        return ()
    among = [document for document in documents if chosen in {"", document.sha256}]
    found = find_places(among, words)
    if not found:
        refuse("words", "words", words)
    return found[:1]


def read_parties(text: str, field: str, kind: str, case: Case | None) -> list[Party]:
    """Return the parties that somebody named, with commas between them.

    Args:
        text: What they entered.
        field: Which field it was.
        kind: What kind of actor a party is that nobody knows yet; may be empty.
        case: The case; None for a new one.

    Raises:
        InputError: If one of them is not known, and nothing is said of what it is.
    """
    names = [name for name in _COMMA.split(text.strip()) if name]
    return [read_new_party(name, field, kind, case) for name in names]


def read_new_party(name: str, field: str, kind: str, case: Case | None) -> Party:
    """Return the party of a name; a new one where nobody knows it and it is said what it is.

    Args:
        name: What was entered.
        field: Which field it was.
        kind: What kind of actor it is, if it is new; may be empty.
        case: The case; None for a new one.

    Raises:
        InputError: If it is not known, and nothing is said of what it is.
    """
    try:
        return read_party(name, case, field)
    except InputError:
        if not kind:
            raise
    found = ActorType(kind)
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in name)
    ar, en = (name, "") if arabic else ("", name)
    return Party(identify_party(found, key_words(name)), found, ar, en)


def _withhold(values: Values, documents: tuple[Document, ...]) -> Withhold:
    name = values["name"].strip()
    found = find_places(documents, name)
    if not found:
        refuse("name", "words", name, "name")
    return Withhold(case="", evidence=found, reason=values["reason"].strip())


def _announce(values: Values, ground: Ground) -> dict[str, Any]:
    del ground
    text = values["when"].strip()
    return {"when": None if text in {"", _NONE} else read_date(text, "when")}


def _describe(values: Values, ground: Ground) -> dict[str, Any]:
    name = ground.field.name if ground.field else ""
    return {"field": name, "value": read_value(name, values["value"].strip(), ground.case, "value")}


def _join(values: Values, ground: Ground) -> dict[str, Any]:
    return {
        "role": values["role"],
        "party": read_new_party(values["party"].strip(), "party", values["new_type"], ground.case),
    }


def _harm(values: Values, ground: Ground) -> dict[str, Any]:
    del ground
    return {
        "what": values["what"],
        "amount": read_amount(values["amount"].strip(), "amount"),
        "whom": values["whom"],
    }


def _accuse(values: Values, ground: Ground) -> dict[str, Any]:
    party = read_new_party(values["party"].strip(), "party", values["new_type"], ground.case)
    known = any(party.id == other.id for _, other in ground.case.sides)
    return {"who": party.id, "named": () if known else (party,)}


def _attribute(values: Values, ground: Ground) -> dict[str, Any]:
    who = read_parties(values["parties"], "parties", values["new_type"], ground.case)
    return {
        "level": values["attribution"],
        "who": tuple(party.id for party in who),
        "standard": values["standard"],
        "reason": values["reason"].strip(),
    }


def _rule(values: Values, ground: Ground) -> dict[str, Any]:
    del ground
    return {"ruling": values["ruling"]} | {
        name: values[name].strip() for name in ("agreement", "term", "reason")
    }


def _verify(values: Values, ground: Ground) -> dict[str, Any]:
    del ground
    level, standard = values["verification"], values["standard"]
    return {"level": level, "standard": standard, "reason": values["reason"].strip()}


def _remedy(values: Values, ground: Ground) -> dict[str, Any]:
    del ground
    return {
        "action": values["action"],
        "text": values["text"].strip(),
        "due": read_date(values["due"], "due"),
    }


_Maker = Callable[[Values, Ground], dict[str, Any]]
_MAKERS: Final[Mapping[str, _Maker]] = MappingProxyType(
    {
        "advance": lambda values, _: {"state": values["state"]},
        "announce": _announce,
        "bind": lambda values, _: {
            "condition": values["condition"].strip(),
            "state": values["condition_state"],
        },
        "describe": _describe,
        "join": _join,
        "harm": _harm,
        "accuse": _accuse,
        "deny": _accuse,
        "verify": _verify,
        "attribute": _attribute,
        "rule": _rule,
        "remedy": _remedy,
        "relate": lambda values, _: {"relation": values["relation"], "other": values["other"].strip()},
        "tell": lambda _values, _ground: {},
        "assign": lambda values, _: {"to": values["to"], "due": read_date(values["due"], "due")},
        "comment": lambda values, _: {"text": values["text"].strip()},
    }
)

# Fields of a step that go by another name in its form.
_RENAMED: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("bind", "condition_state"): "state",
        ("verify", "verification"): "level",
        ("attribute", "attribution"): "level",
        ("attribute", "parties"): "who",
        ("accuse", "party"): "who",
        ("deny", "party"): "who",
    }
)


def fill_in(name: str, step: AnyRead, names: tuple[str, ...]) -> dict[str, Any]:
    """Return what a form shows of a step that is to be corrected.

    Args:
        name: Which step.
        step: As it counts now.
        names: The fields of the form.
    """
    found = {field: getattr(step, _RENAMED.get((name, field), field), None) for field in names}
    written = {field: _write(value) for field, value in found.items() if value is not None}
    if name == "announce" and found.get("when") is None:
        written["when"] = _NONE
    return written


def _write(value: object) -> str:
    if isinstance(value, Party):
        return value.id
    if isinstance(value, Amount):
        return write_amount(value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def write_amount(amount: Amount) -> str:
    """Return a number as it is entered.

    Args:
        amount: The number with its bounds.
    """
    if amount.qualifier == "uncountable":
        return amount.qualifier
    low, high = amount.low, amount.high
    if amount.qualifier == "=" and low is not None and high is not None and low != high:
        return f"{low:g}..{high:g}"
    value = next((item for item in (amount.best, low, high) if item is not None), 0)
    return f"{value:g}" if amount.qualifier == "=" else f"{amount.qualifier}{value:g}"


def keep_evidence(step: AnyStep, old: Step) -> AnyStep:
    """Return a correction with the words of the step that it corrects, where it names none of its own.

    Args:
        step: What is put in the place.
        old: What was there.
    """
    if isinstance(step, steps.Step) and not step.evidence and old.evidence:
        return msgspec.structs.replace(step, evidence=old.evidence)
    return step
