from __future__ import annotations

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.following.ledgers import (
    EU,
    FIRST,
    NADIA,
    NATO,
    OMAR,
    READER,
    SALMA,
    SECOND,
    Book,
    evidence,
    ledgers,
    open_case,
    open_request,
)

from mithaq.errors import LedgerError
from mithaq.following.case import Advance, Announce, Assign, Bind, Comment, Describe, Join, Kind, Open, Tell
from mithaq.following.entry import Confirm, Correct, Entry, Merge, Move, Reject, Split, Undo
from mithaq.following.fold import Case, Standing, fold, fold_all, is_machine
from mithaq.following.homes import gather


def find_states(case: Case) -> dict[str, str]:
    return {thread.id: thread.state for thread in case.threads}


def plain(case: Case) -> Case:
    """Return a case without the number of the last entry that touched it."""
    return msgspec.structs.replace(case, version=0)


def test_a_request_has_one_answer_per_addressee() -> None:
    book = Book()
    book.add(NADIA, open_request())
    book.add(NADIA, Advance(case="r1", thread="nato", state="conditional", on="2017-03-01"))
    case = fold(book.entries)
    assert find_states(case) == {"nato": "conditional", "eu": "made"}
    assert case.threads[0].party == NATO
    assert (case.threads[0].since, case.threads[1].since) == ("2017-03-01", "2017-02-12")
    assert (case.title, case.kind, case.standing) == ("تدريب الشرطة", Kind.REQUEST, Standing.CONFIRMED)
    assert case.documents == (FIRST,)


def test_what_a_machine_proposes_counts_only_where_it_is_asked_for() -> None:
    book = Book()
    book.propose(open_request())
    _, proposal = book.propose(Advance(case="r1", thread="nato", state="accepted"))
    proposed = fold(book.entries, standing=Standing.PROPOSED)
    assert find_states(proposed)["nato"] == "accepted"
    assert proposed.standing is Standing.PROPOSED
    assert find_states(fold(book.entries))["nato"] == "made"
    book.add(SALMA, Confirm(case="r1", proposal=proposal))
    confirmed = fold(book.entries)
    assert find_states(confirmed)["nato"] == "accepted"
    assert confirmed.standing is Standing.CONFIRMED


def test_a_second_person_verifies() -> None:
    book = Book()
    book.propose(open_request())
    _, proposal = book.propose(Advance(case="r1", thread="nato", state="accepted"))
    for person, standing in (
        (SALMA, Standing.CONFIRMED),
        (SALMA, Standing.CONFIRMED),
        (OMAR, Standing.VERIFIED),
    ):
        book.add(person, Confirm(case="r1", proposal=proposal))
        held = fold(book.entries).threads[0].history[0]
        assert held.standing is standing
    assert held.people == (SALMA, OMAR)
    assert find_states(fold(book.entries, standing=Standing.VERIFIED))["nato"] == "accepted"


def test_a_persons_own_step_is_verified_by_another() -> None:
    book = Book()
    book.add(SALMA, open_request())
    number = book.add(SALMA, Advance(case="r1", thread="nato", state="declined"))
    book.add(SALMA, Confirm(case="r1", proposal=f"#{number}"))
    assert fold(book.entries).threads[0].history[0].standing is Standing.CONFIRMED
    book.add(OMAR, Confirm(case="r1", proposal=f"#{number}"))
    assert fold(book.entries).threads[0].history[0].standing is Standing.VERIFIED


def test_a_rejection_counts_until_it_is_undone() -> None:
    book = Book()
    book.add(SALMA, open_request())
    _, proposal = book.propose(Advance(case="r1", thread="nato", state="accepted"))
    book.add(OMAR, Confirm(case="r1", proposal=proposal))
    rejection = book.add(SALMA, Reject(case="r1", proposal=proposal))
    assert find_states(fold(book.entries, standing=Standing.PROPOSED))["nato"] == "made"
    book.add(SALMA, Undo(case="r1", entry=rejection))
    assert find_states(fold(book.entries))["nato"] == "accepted"


def test_a_correction_stands_in_the_place_of_the_proposal() -> None:
    book = Book()
    book.add(SALMA, open_request())
    number, proposal = book.propose(Advance(case="r1", thread="nato", state="accepted"))
    instead = Advance(case="r1", thread="eu", state="declined")
    book.add(NADIA, Correct(case="r1", proposal=proposal, instead=instead))
    case = fold(book.entries)
    assert find_states(case) == {"nato": "made", "eu": "declined"}
    held = case.threads[1].history[0]
    assert (held.number, held.people, held.author) == (number, (NADIA,), READER)


def test_a_judgement_of_nothing_is_passed_over() -> None:
    book = Book()
    book.add(SALMA, open_request())
    before = fold(book.entries)
    book.add(SALMA, Confirm(case="r1", proposal="unknown"))
    book.add(SALMA, Undo(case="r1", entry=99))
    assert plain(fold(book.entries)) == plain(before)


def test_a_case_is_rejected_with_what_opens_it() -> None:
    book = Book()
    _, proposal = book.propose(open_request())
    book.add(SALMA, Reject(case="r1", proposal=proposal))
    assert fold(book.entries).standing is Standing.REJECTED
    assert fold(book.entries).title == "تدريب الشرطة"


def test_the_same_proposal_counts_once() -> None:
    book = Book()
    book.add(SALMA, open_request())
    book.propose(Tell(case="r1", evidence=evidence(SECOND)))
    book.entries = (*book.entries, msgspec.structs.replace(book.entries[-1], number=2))
    assert len(fold(book.entries, standing=Standing.PROPOSED).tellings) == 1


def test_merged_cases_count_as_one_along_a_chain() -> None:
    book = Book()
    for case in ("r1", "r2", "r3"):
        book.add(SALMA, open_request(case, NATO))
    book.add(SALMA, Advance(case="r3", thread="nato", state="accepted"))
    book.add(SALMA, Merge(case="r3", into="r2"))
    book.add(SALMA, Merge(case="r2", into="r1"))
    found = fold_all(book.entries)
    assert list(found) == ["r1"]
    assert found["r1"].merged == ("r2", "r3")
    assert find_states(found["r1"]) == {"nato": "accepted"}
    assert found["r1"].version == 5


def test_the_case_that_others_are_merged_into_keeps_its_name() -> None:
    book = Book()
    book.add(SALMA, open_case("a1", Kind.AGREEMENT))
    other = msgspec.structs.replace(open_case("a2", Kind.AGREEMENT), title="الاسم الباقي", place="Sirte")
    book.add(SALMA, other)
    book.add(OMAR, Merge(case="a1", into="a2"))
    case = fold(book.entries)
    assert (case.id, case.title, case.place) == ("a2", "الاسم الباقي", "Sirte")


def test_merges_in_a_circle_are_passed_over() -> None:
    book = Book()
    for case in ("r1", "r2", "r3"):
        book.add(SALMA, open_request(case))
    for case, into in (("r1", "r2"), ("r2", "r3"), ("r3", "r1"), ("r1", "r3"), ("r3", "r3")):
        book.add(SALMA, Merge(case=case, into=into))
    assert list(fold_all(book.entries)) == ["r3"]


def test_split_entries_make_another_case() -> None:
    book = Book()
    book.add(SALMA, open_request())
    number = book.add(SALMA, Advance(case="r1", thread="nato", state="accepted"))
    book.add(SALMA, open_request("r2"))
    book.add(SALMA, Split(case="r1", entries=(number,), to="r2"))
    found = fold_all(book.entries)
    assert (find_states(found["r1"])["nato"], find_states(found["r2"])["nato"]) == ("made", "accepted")
    assert found["r1"].version == found["r2"].version == 3


def test_an_entry_moves_with_its_judgements() -> None:
    book = Book()
    book.add(SALMA, open_request())
    book.add(SALMA, open_request("r2"))
    number, proposal = book.propose(Advance(case="r1", thread="nato", state="accepted"))
    book.add(OMAR, Confirm(case="r1", proposal=proposal))
    moved = book.add(SALMA, Move(case="r1", entry=number, to="r2"))
    found = fold_all(book.entries)
    assert (find_states(found["r1"])["nato"], find_states(found["r2"])["nato"]) == ("made", "accepted")
    undone = book.add(SALMA, Undo(case="r1", entry=moved))
    assert find_states(fold(book.entries, case="r1"))["nato"] == "accepted"
    book.add(SALMA, Undo(case="r1", entry=undone))
    assert find_states(fold(book.entries, case="r2"))["nato"] == "accepted"


def test_what_is_recorded_of_a_case_stands_in_its_place() -> None:
    book = Book()
    book.add(SALMA, msgspec.structs.replace(open_case("c1", Kind.COMMITMENT), due="2020-03"))
    assert fold(book.entries).due == "2020-03"
    book.add(SALMA, Announce(case="c1", when="2020-05"))
    assert fold(book.entries).due == "2020-05"
    book.add(SALMA, Describe(case="c1", field="due", value="2020-06"))
    book.add(SALMA, Describe(case="c1", field="title", value="تسليم الأسلحة"))
    book.add(SALMA, Describe(case="c1", field="place", value="Sirte"))
    book.add(SALMA, Assign(case="c1", to=OMAR, due="2020-02-01"))
    book.add(SALMA, Comment(case="c1", text="للمتابعة"))
    book.add(SALMA, Join(case="c1", role="to", party=EU))
    case = fold(book.entries)
    assert (case.due, case.title, case.place) == ("2020-06", "تسليم الأسلحة", "Sirte")
    assert (len(case.assignments), len(case.comments), case.sides) == (1, 1, (("to", EU),))


def test_a_milestone_falls_due_only_by_its_dates() -> None:
    book = Book()
    book.add(SALMA, open_case("m1", Kind.MILESTONE))
    book.add(SALMA, Announce(case="m1", when="2018-12-10"))
    assert fold(book.entries).due is None


def test_no_case_is_made_of_nothing() -> None:
    book = Book()
    book.add(SALMA, Comment(case="r9", text="؟"))
    with pytest.raises(LedgerError, match="open no case"):
        fold(book.entries)
    with pytest.raises(LedgerError, match="no such case"):
        fold(book.entries, case="r9")
    assert fold_all(book.entries) == {}


def test_a_condition_binds_the_answers_that_it_is_set_to() -> None:
    book = Book()
    book.add(SALMA, open_request())
    book.add(SALMA, Bind(case="r1", thread="nato", condition="k1"))
    book.add(SALMA, Bind(case="r1", condition="k2"))
    book.add(SALMA, Bind(case="r1", thread="nato", condition="k1", state="met"))
    case = fold(book.entries)
    assert [[(item.id, item.state) for item in thread.conditions] for thread in case.threads] == [
        [("k1", "met"), ("k2", "unmet")],
        [("k2", "unmet")],
    ]


@pytest.mark.parametrize(("author", "expected"), [(READER, True), ("readers", False), (SALMA, False)])
def test_machines_are_known_by_their_name(author: str, *, expected: bool) -> None:
    assert is_machine(author) is expected


def test_what_a_machine_records_by_itself_stands_as_a_proposal() -> None:
    book = Book()
    book.add(READER, open_request())
    assert fold(book.entries).standing is Standing.PROPOSED


@settings(max_examples=80, deadline=None)
@given(ledgers(), st.randoms(use_true_random=False), st.sampled_from(list(Standing)))
def test_the_order_in_which_entries_are_given_does_not_matter(
    entries: tuple[Entry, ...], chance: object, standing: Standing
) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold_all(shuffled, standing=standing) == fold_all(entries, standing=standing)


@settings(max_examples=80, deadline=None)
@given(ledgers())
def test_a_case_needs_only_the_entries_that_are_gathered_for_it(entries: tuple[Entry, ...]) -> None:
    look = Book(entries).look()
    for name, case in fold_all(entries).items():
        assert fold(gather(name, look), case=name) == case


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_undoing_a_merge_restores_both_cases(entries: tuple[Entry, ...]) -> None:
    before = fold_all(entries)
    if len(before) < 2:
        return
    one, other = list(before)[:2]
    book = Book(entries)
    number = book.add(SALMA, Merge(case=one, into=other))
    assert set(fold_all(book.entries)) == set(before) - {one}
    book.add(OMAR, Undo(case=one, entry=number))
    after = fold_all(book.entries)
    assert {name: plain(case) for name, case in after.items()} == {
        name: plain(case) for name, case in before.items()
    }


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.data())
def test_splitting_and_merging_back_restores_a_case(entries: tuple[Entry, ...], data: st.DataObject) -> None:
    before = fold_all(entries, standing=Standing.PROPOSED)
    standing = sorted(name for name, case in before.items() if case.standing)
    assume(standing)
    name = data.draw(st.sampled_from(standing))
    case = before[name]
    numbers = sorted({item.number for thread in case.threads for item in thread.history})
    book = Book(entries)
    leaving = tuple(data.draw(st.lists(st.sampled_from(numbers), unique=True))) if numbers else ()
    new = Open(case="new", kind=case.kind, title=case.title, sides=case.sides, topics=case.topics)
    book.add(SALMA, new)
    book.add(SALMA, Split(case=name, entries=leaving, to="new"))
    split = fold_all(book.entries, standing=Standing.PROPOSED)
    assert {item.number for thread in split["new"].threads for item in thread.history} == set(leaving)
    book.add(SALMA, Merge(case="new", into=name))
    after = fold_all(book.entries, standing=Standing.PROPOSED)[name]
    same = {"version": 0, "merged": ()}
    assert msgspec.structs.replace(after, **same) == msgspec.structs.replace(case, **same)


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.data())
def test_undoing_a_move_restores_both_cases(entries: tuple[Entry, ...], data: st.DataObject) -> None:
    before = fold_all(entries, standing=Standing.PROPOSED)
    name, other = (data.draw(st.sampled_from(sorted(before))) for _ in range(2))
    numbers = [item.number for thread in before[name].threads for item in thread.history]
    if not numbers or name == other:
        return
    book = Book(entries)
    moved = book.add(SALMA, Move(case=name, entry=data.draw(st.sampled_from(numbers)), to=other))
    book.add(OMAR, Undo(case=other, entry=moved))
    after = fold_all(book.entries, standing=Standing.PROPOSED)
    assert {name: plain(case) for name, case in after.items()} == {
        name: plain(case) for name, case in before.items()
    }


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.data())
def test_undoing_an_undoing_is_as_if_neither_were(entries: tuple[Entry, ...], data: st.DataObject) -> None:
    judged = [entry for entry in entries if isinstance(entry.step, Merge | Confirm | Reject)]
    if not judged:
        return
    before = fold_all(entries)
    entry = data.draw(st.sampled_from(judged))
    book = Book(entries)
    undone = book.add(SALMA, Undo(case=entry.step.case, entry=entry.number))
    book.add(OMAR, Undo(case=entry.step.case, entry=undone))
    assert {name: plain(case) for name, case in fold_all(book.entries).items()} == {
        name: plain(case) for name, case in before.items()
    }


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_an_unrelated_entry_changes_nothing(entries: tuple[Entry, ...]) -> None:
    before = fold_all(entries)
    book = Book(entries)
    book.add(SALMA, open_request("unrelated"))
    book.add(OMAR, Advance(case="unrelated", thread="nato", state="accepted"))
    after = fold_all(book.entries)
    assert {name: case for name, case in after.items() if name != "unrelated"} == before


@settings(max_examples=40, deadline=None)
@given(ledgers())
def test_a_case_survives_being_written_and_read(entries: tuple[Entry, ...]) -> None:
    for case in fold_all(entries).values():
        assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case
