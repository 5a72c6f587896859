from __future__ import annotations

from tests.ledger.handmade import make_document

from mithaq import read_document
from mithaq.following.entry import Restrict
from mithaq.ledger.facets import Facet, What, find_codes
from mithaq.ledger.finding import find_cases
from mithaq.ledger.hidden import Hidden, find_hidden
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.search import Query, search
from mithaq.ledger.sight import EVERYTHING, Sight

SECRET = "طلبت حكومة الوفاق من تركيا تدريب الشرطة في طرابلس."
OPEN = "قال فايز السراج إن حكومة الوفاق ملتزمة بالهدنة، ورحب حلف الناتو بذلك."
OUTSIDER = Sight(frozenset({"press"}))


def fill(url: str) -> Record:
    record = open_record(url)
    for name, text in (("secret", SECRET), ("open", OPEN)):
        record.add_readings([read_document(make_document(text, name=name))])
    return record


def test_what_only_hidden_cases_rest_on_is_hidden(record_url: str) -> None:
    record = fill(record_url)
    assert find_hidden(record, OUTSIDER) == find_hidden(record, EVERYTHING) == Hidden()
    told = {sha256 for case in find_cases(record).cases for sha256 in case.documents}
    cases = [case.id for case in find_cases(record).cases if make_document(SECRET).sha256 in case.documents]
    assert cases
    record.append([Restrict(case=case, groups=("desk",)) for case in cases], "nadia")
    hidden = find_hidden(record, OUTSIDER)
    assert hidden is not None
    assert hidden.cases == frozenset(cases)
    assert hidden.documents == {make_document(SECRET).sha256} < told | {make_document(SECRET).sha256}
    codes = find_codes(record.alias, [(Facet.WHAT, What.CASE), (Facet.WHAT, What.DOCUMENT)])
    assert hidden.counts[What.CASE][codes[Facet.WHAT, What.CASE]] == len(cases)
    assert hidden.counts[What.DOCUMENT][codes[Facet.WHAT, What.DOCUMENT]] == 1
    assert find_hidden(record, Sight(frozenset({"desk"}))) == Hidden()


def test_of_those_who_see_what_is_published_the_database_is_asked(record_url: str) -> None:
    record = fill(record_url)
    assert find_hidden(record, Sight(frozenset(), published=True, own="huda")) is None


def test_everything_is_found_but_what_is_hidden(record_url: str) -> None:
    record = fill(record_url)
    whole = search(record, Query(what=What.DOCUMENT), sight=OUTSIDER)
    assert {hit.document.document.name for hit in whole.hits if hit.document} == {"secret", "open"}
    for case in find_cases(record).cases:
        if make_document(SECRET).sha256 in case.documents:
            record.append([Restrict(case=case.id, groups=("desk",))], "nadia")
    for query in (Query(), Query(limit=1), Query("حكومة الوفاق"), Query("حكومة الوفاق", bare=True)):
        found = search(record, query, sight=OUTSIDER)
        assert [hit.document.document.name for hit in found.hits if hit.document] == ["open"]
        assert (found.total, found.more) == (1, False)
    desk = search(record, Query(), sight=Sight(frozenset({"desk"})))
    assert desk.totals[What.DOCUMENT] == 2
