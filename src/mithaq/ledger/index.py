"""The search index: written in the transaction that brings documents and cases, made anew and compared at will."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from django.db import connections
from django.db.models import Max

from mithaq.following.fold import Case
from mithaq.ledger.content import make_document, make_reading
from mithaq.ledger.facets import (
    COUNTED,
    Codes,
    Key,
    What,
    add_counts,
    count_codes,
    make_codes,
    mark_code,
    read_codes,
    write_codes,
)
from mithaq.ledger.families import cut_chunks
from mithaq.ledger.indexed import FacetRow, SearchRow
from mithaq.ledger.insertion import write_rows
from mithaq.ledger.items import Item, list_all, make_case_item
from mithaq.ledger.masks import Masks, load_masks
from mithaq.ledger.matching import name_terms
from mithaq.ledger.models import CaseRow, DocumentRow, ReadingRow, TellingRow
from mithaq.model import Reading

_CHUNK = 200
_COLUMNS = ("id", "what", "document", "case", "start", "end", "day", "codes", "digest", "masked")
_TERMS = ("rowid", "title", "body", "facets", "exact")
# Bytes of words that SQLite gathers before it sorts them into its tables: as it is made, and while it is made anew.
_GATHERED, _GATHERED_ANEW = 1 << 20, 32 << 20
_GAP = 8  # places between the parts of a row, so that no phrase spans two of them
_LAST = 16_000  # places that PostgreSQL tells apart; what comes behind is found, but not as a phrase


def index_readings(alias: str, readings: Sequence[Reading]) -> None:
    """Bring the index up to date with what was read; what an older reading told of the documents is replaced.

    Args:
        alias: The record's connection, in the transaction that wrote the readings.
        readings: What was read, as it is stored.
    """
    _remove_documents(alias, (reading.document.sha256 for reading in readings))
    _write(alias, list_all(readings, load_masks(alias)))


def index_cases(alias: str, cases: Sequence[str], folded: Mapping[str, Case]) -> None:
    """Bring the index up to date with cases; rows that say the same as before stay.

    Args:
        alias: The record's connection, in the transaction that wrote the entries.
        cases: Ids of cases that may have changed.
        folded: The cases, without those that were merged into others.
    """
    made = _make_cases(alias, cases, folded, load_masks(alias))
    kept: set[str] = set()
    old: list[int] = []
    for chunk in cut_chunks(cases):
        rows = SearchRow.objects.using(alias).filter(case__in=chunk)
        for number, case, digest in rows.values_list("id", "case", "digest"):
            if case in made and made[case].digest == digest:
                kept.add(case)
            else:
                old.append(number)
    _remove(alias, old)
    _write(alias, [item for case, item in made.items() if case not in kept])


def _make_cases(
    alias: str, cases: Sequence[str], folded: Mapping[str, Case], masks: Masks
) -> dict[str, Item]:
    begins: dict[str, str] = {}
    for chunk in cut_chunks(cases):
        begins.update(CaseRow.objects.using(alias).filter(id__in=chunk).values_list("id", "begins"))
    made = (make_case_item(folded[case], begins.get(case, ""), masks) for case in cases if case in folded)
    return {item.case: item for item in made if item is not None}


def _remove_documents(alias: str, documents: Iterable[str]) -> None:
    for chunk in cut_chunks(documents):
        rows = SearchRow.objects.using(alias).filter(document__in=chunk)
        _remove(alias, list(rows.values_list("id", flat=True)))


def _remove(alias: str, numbers: Sequence[int]) -> None:
    """Remove rows; the words that SQLite keeps for them stay until the next rebuild, and find nothing."""
    for chunk in cut_chunks(map(str, numbers)):
        rows = SearchRow.objects.using(alias).filter(id__in=[int(number) for number in chunk])
        for what in What:
            letters = "".join(rows.filter(what=what.value).values_list("codes", flat=True))
            add_counts(alias, what, {code: -count for code, count in count_codes(letters).items()})
        rows.delete()


def _write(alias: str, items: Sequence[Item]) -> None:
    if not items:
        return
    codes = make_codes(alias, (value for item in items for value in item.values))
    for what, counted in _write_items(alias, items, codes, _find_next(alias)).items():
        add_counts(alias, what, counted)


def _write_items(
    alias: str, items: Sequence[Item], codes: Mapping[Key, int], first: int
) -> dict[What, Counter[int]]:
    """Write items and return how many of them have which values.

    Args:
        alias: The record's connection, in a transaction.
        items: What is written.
        codes: The number of every value that they have.
        first: The number of the first row.
    """
    postgresql = connections[alias].vendor == "postgresql"
    rows: list[tuple[object, ...]] = []
    terms: dict[What, list[tuple[object, ...]]] = {what: [] for what in What}
    counts: dict[What, Counter[int]] = {what: Counter() for what in What}
    for number, item in enumerate(items, start=first):
        own = [codes[value.facet, value.value] for value in item.values]
        counts[item.what].update(own)
        marks = list(map(mark_code, own))
        row = (
            number, item.what.value, item.document, item.case, item.span.start, item.span.end, item.day,
            write_codes(own), item.digest, item.masked,
        )  # fmt: skip
        if postgresql:
            rows.append((*row, _write_vector(item, marks)))
        else:
            rows.append(row)
            terms[item.what].append((number, item.title, item.body, " ".join(marks), item.exact))
    write_rows(alias, "ledger_search", (*_COLUMNS, "terms") if postgresql else _COLUMNS, rows)
    for what, written in terms.items():
        if written:
            write_rows(alias, name_terms(what), _TERMS, written)
    return counts


@dataclass(slots=True)
class Making:
    """An index that is made anew: what was written of it so far.

    Args:
        alias: The record's connection, in a transaction.
        masks: What is withheld.
        number: The number of the next row.
        codes: The values and their numbers.
    """

    alias: str
    masks: Masks
    number: int
    codes: Codes = field(default_factory=Codes)

    def add_cases(self, cases: Iterable[Case], begins: Mapping[str, str]) -> None:
        """Put cases into the index.

        Args:
            cases: The cases, without those that were merged into others.
            begins: The first day that is known of each.
        """
        made = (make_case_item(case, begins.get(case.id, ""), self.masks) for case in cases)
        self._add([item for item in made if item is not None])

    def add_documents(self) -> None:
        """Put every document into the index, with the acts that it tells."""
        for chunk in _list_documents(self.alias):
            self._add(list_all(_read_newest(self.alias, chunk), self.masks))

    def _add(self, items: Sequence[Item]) -> None:
        self.codes.add_values(value for item in items for value in item.values)
        counts = _write_items(self.alias, items, self.codes.numbers, self.number)
        self.number += len(items)
        for what, counted in counts.items():
            self.codes.counts[what].update(counted)


@contextmanager
def make_index(alias: str, masks: Masks) -> Iterator[Making]:
    """Remove everything from the index and give what makes it anew; it is whole when everything inside is done.

    Args:
        alias: The record's connection, in a transaction.
        masks: What is withheld.
    """
    making = Making(alias, masks, _find_next(alias))
    _clear(alias)
    _gather(alias, _GATHERED_ANEW)
    yield making
    making.codes.write(alias)
    _gather(alias, _GATHERED)


def _gather(alias: str, size: int) -> None:
    if connections[alias].vendor != "postgresql":
        with connections[alias].cursor() as cursor:
            for table in map(name_terms, What):
                # The name is one of three: nothing comes from outside.
                cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', %s)", [size])  # noqa: S608


def _find_next(alias: str) -> int:
    """Return the number of the next row; one that was given is never given again, as its words may still lie there."""
    if connections[alias].vendor == "postgresql":
        return (SearchRow.objects.using(alias).aggregate(last=Max("id"))["last"] or 0) + 1
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'ledger_search'")
        row = cursor.fetchone()
    return (int(row[0]) if row else 0) + 1


def _write_vector(item: Item, marks: Iterable[str]) -> str:
    """Return the words of an item as PostgreSQL takes them: each with its places, those of a title weighing most."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    before = 0
    for text, weight in ((item.title, "A"), (item.body, ""), (item.exact, "")):
        words = text.split()
        named = _name_places(weight)[before : before + len(words)]
        named += [f"{_LAST}{weight}"] * (len(words) - len(named))
        for word, place in zip(words, named, strict=True):
            places[word].append(place)
        before += len(words) + _GAP
    found = [f"'{word}':{','.join(there)}" for word, there in places.items()]
    return " ".join([*found, *[f"'{mark}'" for mark in marks]])


@cache
def _name_places(weight: str) -> list[str]:
    return [f"{place}{weight}" for place in range(1, _LAST + 1)]


def index_masked(alias: str, before: Masks) -> frozenset[str]:
    """Bring the documents in the index up to date with names that were withheld or shown again.

    Args:
        alias: The record's connection, in the transaction that wrote the entries, with masks as they are now.
        before: What was withheld until then.

    Returns:
        The cases that may have changed with them.
    """
    after = load_masks(alias)
    touched = {row for masks in (before, after) for row in masks.spans}
    rows = SearchRow.objects.using(alias).filter(masked=True)
    touched.update(rows.exclude(document="").values_list("document", flat=True))
    touched.update(_find_named(alias, after))
    cases = set(rows.exclude(case="").values_list("case", flat=True))
    for chunk in cut_chunks(sorted(touched)):
        index_readings(alias, _read_newest(alias, chunk))
        tellings = TellingRow.objects.using(alias).filter(document__in=chunk)
        cases.update(tellings.values_list("case", flat=True))
    return frozenset(cases)


def _find_named(alias: str, masks: Masks) -> Iterator[str]:
    """Yield the documents in which names stand that are withheld everywhere."""
    if masks.names is None:
        return
    rows = DocumentRow.objects.using(alias).order_by("sha256").values_list("sha256", "text")
    yield from (sha256 for sha256, text in rows.iterator(_CHUNK) if masks.find_spans(text))


def _read_newest(alias: str, documents: Sequence[str]) -> list[Reading]:
    """Return the newest reading of each document; of one that nobody read, an empty one."""
    # Personal texts are indexed by their veils: words could not be erased from an index.
    rows = DocumentRow.objects.using(alias).filter(sha256__in=documents)
    kept = {row.sha256: make_document(row) for row in rows}
    newest: dict[str, ReadingRow] = {}
    for reading in ReadingRow.objects.using(alias).filter(document__in=documents).order_by("id"):
        newest[reading.document] = reading
    found = []
    for sha256 in documents:
        if sha256 in kept:
            document = kept[sha256]
            read = newest.get(sha256)
            found.append(make_reading(read, document) if read else Reading(document, (), (), (), (), ""))
    return found


def _clear(alias: str) -> None:
    SearchRow.objects.using(alias).all().delete()
    FacetRow.objects.using(alias).all().delete()
    if connections[alias].vendor != "postgresql":
        with connections[alias].cursor() as cursor:
            for table in map(name_terms, What):
                # The name is one of three: nothing comes from outside.
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608


def _list_documents(alias: str) -> Iterator[list[str]]:
    rows = DocumentRow.objects.using(alias).order_by("sha256").values_list("sha256", flat=True)
    found = iter(list(rows))
    while chunk := list(islice(found, _CHUNK)):
        yield chunk


def compare_documents(alias: str) -> Iterator[str]:
    """Yield where the index holds of documents what it should not, in words: nothing where all is right.

    Args:
        alias: The record's connection.
    """
    masks = load_masks(alias)
    for chunk in _list_documents(alias):
        made = list_all(_read_newest(alias, chunk), masks)
        yield from _compare(alias, {"document__in": chunk}, made)
    yield from _compare_counts(alias)


def compare_cases(alias: str, cases: Sequence[str], folded: Mapping[str, Case]) -> Iterator[str]:
    """Yield where the index holds of cases what it should not, in words.

    Args:
        alias: The record's connection.
        cases: Ids of cases.
        folded: The cases as their entries make them.
    """
    made = _make_cases(alias, cases, folded, load_masks(alias))
    yield from _compare(alias, {"case__in": list(cases)}, list(made.values()))


def _compare(alias: str, chosen: Mapping[str, Sequence[str]], made: Sequence[Item]) -> Iterator[str]:
    rows = SearchRow.objects.using(alias).filter(**chosen)
    columns = ("what", "document", "case", "start", "end", "digest")
    ours = Counter(rows.values_list(*columns))
    theirs = Counter(
        (item.what.value, item.document, item.case, item.span.start, item.span.end, item.digest)
        for item in made
    )
    for row in (ours - theirs) + (theirs - ours):
        sign = "not by the documents" if row in ours - theirs else "missing"
        yield f"ledger_search: {sign}: {row}"


def _compare_counts(alias: str) -> Iterator[str]:
    rows = SearchRow.objects.using(alias)
    counted = {what: Counter[int]() for what in What}
    for what, letters in rows.values_list("what", "codes").iterator(_CHUNK * 10):
        counted[What(what)].update(read_codes(letters))
    for row in FacetRow.objects.using(alias):
        for what, column in COUNTED.items():
            if getattr(row, column) != counted[what][row.code]:
                yield f"ledger_facet: {row.facet} {row.value}: not {counted[what][row.code]} {column}"
    if connections[alias].vendor != "postgresql":
        with connections[alias].cursor() as cursor:
            for what in What:
                kept = f"SELECT id FROM {name_terms(what)}_docsize"  # noqa: S608 - one of three names
                cursor.execute(
                    f"SELECT count(*) FROM ledger_search WHERE what = %s AND id NOT IN ({kept})",  # noqa: S608
                    [what.value],
                )
                (lost,) = cursor.fetchone()
                if lost:
                    yield f"{name_terms(what)}: {lost} rows without words"
