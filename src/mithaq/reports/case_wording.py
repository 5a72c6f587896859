"""What is said of cases in one language: states, fields, findings, steps, reasons, the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from msgspec import Struct

from mithaq.dates import Edtf, Months, Numerals, write_date
from mithaq.digits import write_arabic_number
from mithaq.errors import DateError
from mithaq.following.case import Amount, Kind, Party
from mithaq.following.clock import Sign
from mithaq.following.judgements import load_findings
from mithaq.following.kinds import Field, KindSpec, State, ValueType, find_kind, load_kinds
from mithaq.following.restriction import NOBODY
from mithaq.following.state import Standing
from mithaq.knowledge import read_knowledge
from mithaq.ledger.spots import name_place
from mithaq.model import ActType, Comparator
from mithaq.reports.labels import name_party
from mithaq.reports.wording import Lang, Term, find_wording
from mithaq.text.segment import segment

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
        numerals: Which digits; Arabic-Indic only in Arabic.
        months: Whose Arabic month names.
        hijri: Whether the Hijri day stands behind a single day in Arabic.
    """

    lang: Lang
    parties: Mapping[str, Party]
    numerals: Numerals = Numerals.LATIN
    months: Months = Months.EGYPT
    hijri: bool = False

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
        return _name_state(self.lang, state, kind, thread, self.numerals)

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
        return f"{self.use_digits(name)} {label}" if name.isdigit() else label

    def name_standing(self, standing: Standing) -> str:
        """Return who stands by something."""
        return self.say("standings", standing.name.lower())

    def name_reason(self, key: str, value: str, quotes: Iterable[str] = ()) -> str:
        """Return a reason of a proposal in words; empty brackets are left out.

        Args:
            key: Which reason.
            value: What it rests on: words in plain spelling, a day, places, a number.
            quotes: The words of the evidence, in whose spelling words are written where they stand there.
        """
        told = self._tell_reason(key, value)
        return self.say("reasons", key, value=spell(value, quotes) if told == value else told).replace(
            " ()", ""
        )

    def list_reasons(self, reasons: Iterable[tuple[str, str]], quotes: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the reasons of a proposal in words, each once; a likeness of nothing is none.

        Args:
            reasons: What each is, and what it rests on.
            quotes: The words of the evidence.
        """
        told = (
            self.name_reason(key, value, quotes)
            for key, value in reasons
            if (key, value) != ("same-words", "0.00")
        )
        return tuple(dict.fromkeys(told))

    def _tell_reason(self, key: str, value: str) -> str:
        if value in set(ActType):
            return find_wording(self.lang).name_act(ActType(value))
        if key == "same-place":
            return self.comma.join(
                name_place(name)[0 if self.lang is Lang.AR else 1] for name in value.split(", ")
            )
        if key in {"same-day", "same-time"}:
            try:
                return self.write_date(value)
            except DateError:
                return value
        return self.use_digits(value) if value.replace(".", "", 1).isdigit() else value

    def knows(self, party: str) -> bool:
        """Tell whether a party has a name: that of the case, or that of a pack."""
        return party in self.parties or name_party(party, self.lang) != party

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

    def use_digits(self, text: str) -> str:
        """Return a number with the digits that were chosen; never used for evidence."""
        arabic = self.lang is Lang.AR and self.numerals is Numerals.ARABIC
        return write_arabic_number(text) if arabic else text

    def write_number(self, value: float) -> str:
        """Return a number with its thousands separated, in the chosen digits."""
        return self.use_digits(find_wording(self.lang).write_number(value))

    def write_date(self, when: str | None) -> str:
        """Return an EDTF date as a person writes it, "undated" for None."""
        if not when:
            return self.say("words", "no_date")
        return write_date(
            Edtf.parse(when), self.lang.value, months=self.months, numerals=self.numerals, hijri=self.hijri
        )

    def write_days(self, least: int | None, most: int | None) -> str:
        """Return a number of days with its bounds."""
        if least is None or most is None:
            return self.say("words", "open_ended")
        if least == most:
            return self.say("words", f"days_{find_plural(most, self.lang)}", days=self.use_digits(str(most)))
        count = self.say("words", "range", least=self.use_digits(str(least)), most=self.use_digits(str(most)))
        # "from 1 to 2 days": behind a range the number of the last figure is written out.
        plural = find_plural(most, self.lang)
        return self.say("words", f"days_{'other' if plural in {'one', 'two'} else plural}", days=count)

    def write_value(self, value: str | float | Amount, field: Field | None = None) -> str:
        """Return the value of a field."""
        if isinstance(value, Amount):
            return self.write_amount(value)
        if isinstance(value, int | float):
            return self.write_number(value)
        if field and field.type is ValueType.CHOICE:
            return next((self._pick(item) for item in field.values if item.name == value), value)
        if field and field.type is ValueType.DATE:
            return self.write_date(value)
        return self.name_party(value) if field and field.type is ValueType.PARTY else value

    def write_amount(self, amount: Amount) -> str:
        """Return a number with its bounds."""
        if amount.qualifier == _UNCOUNTABLE or (amount.best is None and amount.low is None is amount.high):
            return self.say("words", "uncountable")
        low, best, high = amount.low, amount.best, amount.high
        if low is not None and high is not None and low != high and amount.qualifier == "=":
            words = self.say("words", "range", least=self.write_number(low), most=self.write_number(high))
            return words if best in {None, low, high} else f"{self.write_number(best or 0)} ({words})"
        value = next(number for number in (best, low, high) if number is not None)
        known = amount.qualifier if amount.qualifier in set(Comparator) else Comparator.EQUAL.value
        return self.use_digits(find_wording(self.lang).write_amount(value, Comparator(known)))

    def _pick(self, labelled: KindSpec | State | Field | object) -> str:
        return str(getattr(labelled, self.lang.value))


def spell(words: str, quotes: Iterable[str]) -> str:
    """Return words as a quotation spells them; as they are where none holds them.

    Args:
        words: In plain spelling, tokens with blanks between them.
        quotes: The quotations.
    """
    wanted = tuple(words.split(" "))
    for quote in quotes:
        page = segment(quote)
        for first in range(len(page.forms) - len(wanted) + 1):
            if page.forms[first : first + len(wanted)] == wanted:
                return page.span(first, first + len(wanted)).select(quote)
    return words


def find_plural(count: int, lang: Lang) -> str:
    """Return the form that a noun takes behind a number: ``one``, ``two``, ``few``, ``many`` or ``other``.

    Source: the plural rules of Unicode CLDR for Arabic and English.

    Args:
        count: The number.
        lang: The language.
    """
    if count == 1:
        return "one"
    if lang is not Lang.AR:
        return "other"
    if count == 2:  # noqa: PLR2004 - the dual
        return "two"
    last = count % 100
    return "few" if 3 <= last <= 10 else "many" if last >= 11 else "other"  # noqa: PLR2004 - rules of CLDR


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
def _name_state(lang: Lang, state: str, kind: Kind | None, thread: str, numerals: Numerals) -> str:
    specs = [find_kind(kind)] if kind else list(load_kinds().values())
    for spec in specs:
        known = spec.find_state(state, thread) or spec.find_state(state, thread or "part")
        if known:
            label = known.ar if lang is Lang.AR else known.en
            arabic = lang is Lang.AR and numerals is Numerals.ARABIC
            code = write_arabic_number(known.code) if arabic else known.code
            return f"{label} ({code})" if known.code else label
    return state
