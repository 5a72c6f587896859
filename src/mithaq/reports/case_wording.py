"""What is said of cases in one language: states, fields, findings, steps, reasons, the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from mithaq.dates import Edtf, write_date
from mithaq.following.case import Amount, Kind, Party
from mithaq.following.clock import Sign
from mithaq.following.judgements import load_findings
from mithaq.following.kinds import Field, KindSpec, State, ValueType, find_kind, load_kinds
from mithaq.following.restriction import NOBODY
from mithaq.following.state import Standing
from mithaq.knowledge import read_knowledge
from mithaq.model import ActType, Comparator
from mithaq.reports.labels import name_party
from mithaq.reports.wording import Lang, Term, find_wording

_PATH = Path(__file__).parent / "cases.yaml"
_UNCOUNTABLE = "uncountable"


class CaseMessages(Struct, frozen=True, forbid_unknown_fields=True):
    """``cases.yaml``: everything that is said of cases."""

    standings: dict[str, Term]
    signs: dict[Sign, Term]
    matters: dict[str, Term]
    steps: dict[str, Term]
    harms: dict[str, Term]
    victims: dict[str, Term]
    sections: dict[str, Term]
    contradictions: dict[str, Term]
    columns: dict[str, Term]
    words: dict[str, Term]
    reasons: dict[str, Term]


@cache
def read_case_messages() -> CaseMessages:
    """Return everything that is said of cases."""
    return read_knowledge(_PATH, CaseMessages)


@dataclass(frozen=True, slots=True)
class CaseWording:
    """The words of one language.

    Args:
        lang: Which language.
        parties: Names of parties by id, for those that no pack knows.
    """

    lang: Lang
    parties: Mapping[str, Party]

    @property
    def comma(self) -> str:
        """What stands between the items of a list."""
        return "، " if self.lang is Lang.AR else ", "

    def say(self, group: str, name: str, /, **values: object) -> str:
        """Return a message with its values filled in; a name that nothing is said of stands for itself.

        Args:
            group: A part of ``cases.yaml``.
            name: Which message of it.
            values: What is filled in.
        """
        term = getattr(read_case_messages(), group).get(name)
        return term.in_lang(self.lang).format(**values) if term else name

    def name_kind(self, kind: Kind) -> str:
        """Return the name of a kind of case."""
        return self._pick(find_kind(kind))

    def name_state(self, state: str, kind: Kind | None = None, thread: str = "") -> str:
        """Return the name of a state.

        Args:
            state: The state.
            kind: Kind of the case; None for the first kind that has such a state.
            thread: The thread that is in it.
        """
        return _name_state(self.lang, state, kind, thread)

    def name_role(self, role: str, kind: Kind | None = None) -> str:
        """Return the name of the role in which a party takes part."""
        specs = [find_kind(kind)] if kind else list(load_kinds().values())
        return next((self._pick(item) for spec in specs for item in spec.roles if item.name == role), role)

    def name_field(self, name: str, kind: Kind | None = None) -> str:
        """Return the name of a field."""
        field = find_field(name, kind)
        return self._pick(field) if field else name

    def name_thread(self, kind: Kind) -> str:
        """Return what the threads of a kind are."""
        return find_kind(kind).thread.ar if self.lang is Lang.AR else find_kind(kind).thread.en

    def name_finding(self, matter: str, name: str) -> str:
        """Return the name of a finding, as in `judgements.yaml`."""
        finding = load_findings().find(matter, name)
        if finding is None:
            return name
        label = finding.ar if self.lang is Lang.AR else finding.en
        return f"{name} {label}" if name.isdigit() else label

    def name_standing(self, standing: Standing) -> str:
        """Return who stands by something."""
        return self.say("standings", standing.name.lower())

    def name_reason(self, key: str, value: str) -> str:
        """Return a reason of a proposal in words; empty brackets are left out."""
        told = find_wording(self.lang).name_act(ActType(value)) if value in set(ActType) else value
        return self.say("reasons", key, value=told).replace(" ()", "")

    def name_party(self, party: str | Party) -> str:
        """Return the name of a party, or its id where nobody knows it."""
        known = party if isinstance(party, Party) else self.parties.get(party)
        return name_party(known or party, self.lang)

    def list_parties(self, parties: tuple[str, ...]) -> str:
        """Return the names of parties with commas between them."""
        return self.comma.join(self.name_party(party) for party in parties)

    def tell_groups(self, groups: tuple[str, ...]) -> str:
        """Return who may see a case: groups by their names, everybody, or nobody but administrators."""
        if not groups:
            return self.say("steps", "unrestrict")
        if groups == NOBODY:
            return self.say("steps", "seal")
        return self.say("steps", "restrict", text=self.comma.join(groups))

    def write_date(self, when: str | None) -> str:
        """Return an EDTF date as a person writes it, "undated" for None."""
        return write_date(Edtf.parse(when), self.lang.value) if when else self.say("words", "no_date")

    def write_days(self, least: int | None, most: int | None) -> str:
        """Return a number of days with its bounds."""
        if least is None or most is None:
            return self.say("words", "open_ended")
        count = str(least) if least == most else self.say("words", "range", least=least, most=most)
        return self.say("words", "days", days=count)

    def write_value(self, value: str | float | Amount, field: Field | None = None) -> str:
        """Return the value of a field."""
        if isinstance(value, Amount):
            return self.write_amount(value)
        if isinstance(value, int | float):
            return find_wording(self.lang).write_number(value)
        if field and field.type is ValueType.CHOICE:
            return next((self._pick(item) for item in field.values if item.name == value), value)
        if field and field.type is ValueType.DATE:
            return self.write_date(value)
        return self.name_party(value) if field and field.type is ValueType.PARTY else value

    def write_amount(self, amount: Amount) -> str:
        """Return a number with its bounds."""
        wording = find_wording(self.lang)
        if amount.qualifier == _UNCOUNTABLE or (amount.best is None and amount.low is None is amount.high):
            return self.say("words", "uncountable")
        low, best, high = amount.low, amount.best, amount.high
        if low is not None and high is not None and low != high and amount.qualifier == "=":
            words = self.say(
                "words", "range", least=wording.write_number(low), most=wording.write_number(high)
            )
            return words if best in {None, low, high} else f"{wording.write_number(best or 0)} ({words})"
        value = next(number for number in (best, low, high) if number is not None)
        known = amount.qualifier if amount.qualifier in set(Comparator) else Comparator.EQUAL.value
        return wording.write_amount(value, Comparator(known))

    def _pick(self, labelled: KindSpec | State | Field | object) -> str:
        return str(getattr(labelled, self.lang.value))


def find_field(name: str, kind: Kind | None = None) -> Field | None:
    """Return a field by its name.

    Args:
        name: Its name.
        kind: Kind of the case; None for the first kind that has such a field.
    """
    specs = [find_kind(kind)] if kind else list(load_kinds().values())
    return next((field for spec in specs if (field := spec.find_field(name))), None)


# A state is named with every case that is told, and there are few of them.
@lru_cache(maxsize=4096)
def _name_state(lang: Lang, state: str, kind: Kind | None, thread: str) -> str:
    specs = [find_kind(kind)] if kind else list(load_kinds().values())
    for spec in specs:
        known = spec.find_state(state, thread) or spec.find_state(state, thread or "part")
        if known:
            label = known.ar if lang is Lang.AR else known.en
            return f"{label} ({known.code})" if known.code else label
    return state
