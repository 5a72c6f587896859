"""What a record holds of a selection: cases with their documents, and readings, a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from mithaq.dates import Edtf
from mithaq.following.case import Kind
from mithaq.following.facts import find_verification
from mithaq.following.fold import Case
from mithaq.following.state import Standing
from mithaq.ledger.current import read_case, read_cases, read_documents, read_readings
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.ledger.judged import read_judged
from mithaq.ledger.masks import read_salt
from mithaq.ledger.periods import find_days, find_period
from mithaq.ledger.persons import Named, read_persons
from mithaq.ledger.record import Record
from mithaq.ledger.sight import EVERYTHING, Sight
from mithaq.model import Reading
from mithaq.reports.cases import Library
from mithaq.reports.exports.corrections import correct_reading
from mithaq.reports.exports.pile import Dossier, Tally
from mithaq.reports.exports.privacy import hide_actors, hide_persons, list_masked
from mithaq.reports.exports.selection import Selection

_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Stock:
    """Where everything comes from.

    Args:
        record: The record.
        selection: What is asked for.
        kinds: The kinds of cases that the format takes, as far as they are asked for.
        sight: Who looks.
        tally: Counts what is masked.
    """

    record: Record
    selection: Selection
    kinds: tuple[Kind, ...]
    sight: Sight = EVERYTHING
    tally: Tally = field(default_factory=Tally)

    def read_dossiers(self) -> Iterator[Dossier]:
        """Yield the cases with their documents, those that were touched last first; kind by kind."""
        salt = read_salt(self.record.alias)
        for cases in self._read_cases():
            library = self._read_library(cases)
            persons = self._read_persons(cases)
            for case in cases:
                if self.selection.private:
                    dossier = Dossier(case, library, list_masked(case))
                else:
                    dossier = hide_persons(case, library, salt, persons)
                self.tally.note_case(dossier)
                yield dossier

    def _read_persons(self, cases: Iterable[Case]) -> Mapping[str, Sequence[Named]]:
        incidents = [case for case in cases if case.kind is Kind.INCIDENT and not self.selection.private]
        return read_persons(self.record, {document for case in incidents for document in case.documents})

    def _read_library(self, cases: Iterable[Case]) -> Library:
        wanted = dict.fromkeys(document for case in cases for document in case.documents)
        shown = read_documents(self.record, wanted, sight=self.sight)
        return Library(
            {item.document.sha256: item.document for item in shown},
            {item.document.sha256: item.masked for item in shown if item.masked},
        )

    def _read_cases(self) -> Iterator[Sequence[Case]]:
        if self.selection.cases:
            yield from self._read_named()
            return
        for kind in self.kinds:
            yield from self._read_kind(kind)

    def _read_kind(self, kind: Kind) -> Iterator[Sequence[Case]]:
        asked = self.selection
        wanted = CaseFilter(
            kind=kind, period=asked.period, verification=asked.verification, standing=asked.standing
        )
        before: int | None = None
        while True:
            page = find_cases(self.record, wanted, limit=_CHUNK, before=before, sight=self.sight)
            cases = page.cases
            if asked.standing > Standing.PROPOSED:
                ids = [case.id for case in cases]
                cases = read_cases(self.record, ids, asked.standing, sight=self.sight)
            yield cases
            before = page.more
            if before is None:
                return

    def _read_named(self) -> Iterator[Sequence[Case]]:
        asked, told = self.selection, set[str]()
        for chunk in cut_chunks(dict.fromkeys(asked.cases)):
            folded = read_cases(self.record, chunk, asked.standing, sight=self.sight)
            known = {case.id: case for case in folded}
            cases = []
            for name in chunk:
                # What was merged into another case, and what is not there, is asked for by itself.
                case = known.get(name) or read_case(self.record, name, asked.standing, sight=self.sight)
                if case.id not in told and self._fits(case):
                    cases.append(case)
                told.add(case.id)
            yield cases

    def _fits(self, case: Case) -> bool:
        asked = self.selection
        verification = find_verification(case)
        level = verification.step.level if verification else ""
        if case.kind not in self.kinds or case.standing < asked.standing:
            return False
        return asked.verification in {"", level} and self._is_in_period(*find_period(case, ()))

    def _is_in_period(self, begins: str, ends: str) -> bool:
        if not self.selection.period:
            return True
        first, last = find_days(self.selection.period)
        return bool(ends) and begins <= (last or "9999") and ends >= first

    def read_readings(self) -> Iterator[Reading]:
        """Yield what was read in the documents of the selection, what people judged of it applied."""
        salt = read_salt(self.record.alias)
        documents = self._list_documents() if self.selection.asks_for_cases else None
        readings = read_readings(self.record, sight=self.sight)
        while chunk := list(islice(readings, _CHUNK)):
            asked = [item for item in chunk if documents is None or item.document.sha256 in documents]
            ids = [item.document.sha256 for item in asked]
            judged = read_judged(self.record, ids, sight=self.sight)
            for reading in asked:
                corrected = correct_reading(
                    reading, judged.get(reading.document.sha256, ()), self.selection.standing
                )
                kept = self._keep_in_period(corrected)
                if kept is not None:
                    shown = kept if self.selection.private else hide_actors(kept, salt)
                    self.tally.note_text(kept.document.text, shown.document.text)
                    yield shown

    def _list_documents(self) -> frozenset[str]:
        return frozenset(
            document for cases in self._read_cases() for case in cases for document in case.documents
        )

    def _keep_in_period(self, reading: Reading) -> Reading | None:
        """Return a reading with those acts that took place in the period; by its date where they have none."""
        if not self.selection.period:
            return reading
        published = reading.document.published
        acts = tuple(act for act in reading.acts if self._happened(act.date or published))
        return replace(reading, acts=acts) if acts or self._happened(published) else None

    def _happened(self, when: Edtf | None) -> bool:
        return when is not None and self._is_in_period(*find_days(when.text))
