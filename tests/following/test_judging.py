from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.following.ledgers import (
    NADIA,
    NATO,
    OMAR,
    READER,
    SALMA,
    Book,
    evidence,
    ledgers,
    open_case,
    open_request,
)

from mithaq.errors import LedgerError
from mithaq.following.case import Advance, Amount, Comment, Describe, Harm, Kind, Open, Proposal, Verify
from mithaq.following.entry import (
    AnyStep,
    Confirm,
    Correct,
    Entry,
    Erase,
    Merge,
    Move,
    Propose,
    Reject,
    Restrict,
    Split,
    Undo,
    Withhold,
)
from mithaq.following.fold import Standing, fold
from mithaq.following.judging import check_steps, find_changes, find_known, take_back


@pytest.fixture
def desk() -> Book:
    """Two requests and an incident; the reader proposed an answer to the first one."""
    book = Book()
    book.add(NADIA, open_request("r1"))
    book.add(NADIA, open_request("r2"))
    book.add(SALMA, open_case("i1", Kind.INCIDENT))
    book.propose(Advance(case="r1", thread="nato", state="accepted"))
    book.add(NADIA, Advance(case="r1", thread="eu", state="declined"))
    book.add(SALMA, Harm(case="i1", what="killed", amount=Amount(2, 2, 2)))
    return book


def find_proposal(book: Book) -> str:
    step = book.entries[3].step
    assert isinstance(step, Propose)
    return step.proposal.id


def refuse(book: Book, what: str, *steps: AnyStep, author: str = NADIA) -> LedgerError:
    with pytest.raises(LedgerError) as caught:
        check_steps(steps, author, book.entries)
    assert what in caught.value.what
    assert caught.value.remedy
    return caught.value


def judge(book: Book, *steps: AnyStep, author: str = NADIA) -> None:
    check_steps(steps, author, book.entries)
    for step in steps:
        book.add(author, step)


def test_verification_needs_a_second_person(desk: Book) -> None:
    confirm = Confirm(case="r1", proposal=find_proposal(desk))
    judge(desk, confirm, author=SALMA)
    refuse(desk, "salma stands by entry 3 already; verification needs a second person", confirm, author=SALMA)
    judge(desk, confirm, author=OMAR)
    refuse(desk, "second person", Confirm(case="r1", proposal="#4"), author=NADIA)
    judge(desk, Confirm(case="r1", proposal="#4"), author=OMAR)


def test_what_is_judged_must_be_there(desk: Book) -> None:
    refuse(desk, "nothing to judge goes by nonsense", Confirm(case="r1", proposal="nonsense"))
    refuse(desk, "nothing to judge goes by #99", Reject(case="r1", proposal="#99"))
    refuse(desk, "no such case", Comment(case="r9", text="؟"))


def test_a_rejected_case_takes_nothing(desk: Book) -> None:
    judge(desk, Reject(case="r2", proposal="#1", reason="ليس طلبا"))
    refuse(desk, "the case was rejected", Comment(case="r2", text="؟"))
    refuse(desk, "entry 1 was rejected already", Reject(case="r2", proposal="#1"))
    judge(desk, Undo(case="r2", entry=6), Comment(case="r2", text="؟"))


def test_a_correction_fits_and_stays_in_its_case(desk: Book) -> None:
    proposal = find_proposal(desk)
    elsewhere = Advance(case="r2", thread="nato", state="accepted")
    refuse(
        desk, "a correction stays in its case, r1", Correct(case="r1", proposal=proposal, instead=elsewhere)
    )
    unknown = Advance(case="r1", thread="nato", state="signed")
    refuse(desk, "no state signed", Correct(case="r1", proposal=proposal, instead=unknown))
    refuse(desk, "corrected by what opens it", Correct(case="r1", proposal="#0", instead=unknown))
    judge(desk, Correct(case="r1", proposal="#0", instead=open_request("r1", NATO)))
    right = Advance(case="r1", thread="nato", state="conditional")
    judge(desk, Correct(case="r1", proposal=proposal, instead=right))
    assert fold(desk.entries, case="r1").threads[0].state == "conditional"


def test_only_cases_of_one_kind_are_merged_and_once(desk: Book) -> None:
    refuse(desk, "one is of the kind request, the other of the kind incident", Merge(case="r1", into="i1"))
    refuse(desk, "merged into itself", Merge(case="r1", into="r1"))
    judge(desk, Merge(case="r1", into="r2"))
    assert refuse(desk, "it was merged into r2", Merge(case="r2", into="r1")).remedy == "Name r2 instead"
    refuse(desk, "it was merged into r2", Comment(case="r1", text="؟"))


def test_steps_of_one_decision_build_on_each_other(desk: Book) -> None:
    new = Open(case="r3", kind=Kind.REQUEST, title="طلب آخر")
    judge(desk, new, Split(case="r1", entries=(4,), to="r3"))
    assert [thread.state for thread in fold(desk.entries, case="r1").threads] == ["made", "made"]
    refuse(desk, "no such case", Split(case="r1", entries=(3,), to="r4"))


def test_entries_leave_only_their_own_case_for_another_that_fits(desk: Book) -> None:
    refuse(desk, "no entries are named", Split(case="r1", entries=(), to="r2"))
    refuse(desk, "entry 5 is no step of this case", Split(case="r1", entries=(5,), to="r2"))
    refuse(desk, "entry 99 is no step of this case", Move(case="r1", entry=99, to="r2"))
    refuse(desk, "in this case already", Move(case="r1", entry=4, to="r1"))
    refuse(
        desk, "entry 4 (advance declined) does not fit the kind incident", Move(case="r1", entry=4, to="i1")
    )
    refuse(
        desk, "entry 5 (harm) does not fit the kind request", Move(case="i1", entry=5, to="r1"), author=SALMA
    )
    refuse(desk, "entry 0 (open) does not fit the kind incident", Move(case="r1", entry=0, to="i1"))
    refuse(desk, "the entry that opens the case cannot leave it", Move(case="r1", entry=0, to="r2"))
    refuse(desk, "cannot leave it", Split(case="r1", entries=(0, 4), to="r2"))
    judge(desk, Move(case="r1", entry=4, to="r2"))
    refuse(desk, "entry 4 is no step of this case", Move(case="r1", entry=4, to="r2"))


def test_what_opened_a_merged_case_may_leave_again(desk: Book) -> None:
    judge(desk, Merge(case="r2", into="r1"))
    judge(desk, open_request("r3"), Move(case="r1", entry=1, to="r3"))
    assert fold(desk.entries, case="r3").version == 8


def test_undoing_takes_back_judgements_and_own_steps(desk: Book) -> None:
    refuse(desk, "entry 99 is none of this case", Undo(case="r1", entry=99))
    refuse(desk, "entry 5 is none of this case", Undo(case="r1", entry=5))
    refuse(desk, "entry 3 cannot be undone", Undo(case="r1", entry=3))
    refuse(desk, "entry 0 cannot be undone", Undo(case="r1", entry=0))
    judge(desk, Undo(case="r1", entry=4))
    refuse(desk, "entry 4 was undone already", Undo(case="r1", entry=4))
    judge(desk, Undo(case="r1", entry=6))
    assert fold(desk.entries, case="r1").threads[1].state == "declined"


def test_a_merge_that_stands_against_an_undoing_is_named(desk: Book) -> None:
    judge(desk, Merge(case="r1", into="r2"))
    judge(desk, Undo(case="r1", entry=6))
    judge(desk, Merge(case="r2", into="r1"))
    error = refuse(desk, "the merge of entry 8 stands against it", Undo(case="r1", entry=7))
    assert error.remedy == "Undo entry 8 first"
    judge(desk, Undo(case="r1", entry=8), Undo(case="r1", entry=7))


def test_a_machine_proposes_and_no_more(desk: Book) -> None:
    refuse(desk, "a machine may propose and no more", Comment(case="r1", text="؟"), author=READER)
    step = Verify(case="r1", level="2")
    check_steps([Propose(case="r1", proposal=Proposal(id="x", step=step, score=0.5))], READER, desk.entries)


def test_a_case_is_opened_once_and_with_roles_of_its_kind(desk: Book) -> None:
    refuse(desk, "there is such a case already", open_request("r1"))
    refuse(
        desk, "the kind plan has no role accused", Open(case="p1", kind=Kind.PLAN, sides=(("accused", NATO),))
    )
    judge(Book(), open_request("r1"))


@pytest.mark.parametrize("name", ["", " ops", "ops,legal"])
def test_what_cannot_be_the_name_of_a_group_is_refused(desk: Book, name: str) -> None:
    refuse(desk, "cannot be the name of a group", Restrict(case="r1", groups=("ops", name)))
    refuse(desk, "no such case", Restrict(case="r9", groups=("ops",)))
    judge(desk, Restrict(case="r1", groups=("ops", "غرفة العمليات")))


def test_words_are_withheld_by_their_place(desk: Book) -> None:
    refuse(desk, "no words are named", Withhold(case=""))
    refuse(desk, "hidden is unknown", Withhold(case="", evidence=evidence(), shown="hidden"))
    judge(desk, Withhold(case="", evidence=evidence(), reason="شاهد"))


def test_an_entry_alone_erases_nothing(desk: Book) -> None:
    refuse(desk, "erases nothing", Erase(document="d1", reason="لا"))


def test_changes_since_a_version_are_found(desk: Book) -> None:
    version = fold(desk.entries, case="r1").version
    assert find_changes(desk.entries, "r1", version) == ()
    judge(desk, Comment(case="i1", text="؟"), author=SALMA)
    judge(desk, Confirm(case="r1", proposal=find_proposal(desk)), author=OMAR)
    judge(desk, Merge(case="r2", into="r1"))
    found = find_changes(desk.entries, "r1", version)
    assert [(entry.number, entry.author) for entry in found] == [(7, OMAR), (8, NADIA)]
    assert find_changes(desk.entries, "r2", version) == found


def test_undoing_a_split_takes_the_new_case_back(desk: Book) -> None:
    new = Open(case="r3", kind=Kind.REQUEST, title="طلب آخر")
    judge(desk, new, Split(case="r1", entries=(4,), to="r3"))
    steps = take_back(7, "r1", desk.entries)
    assert steps == (Undo(case="r1", entry=7), Reject(case="r3", proposal="#6"))
    kept = Book(desk.entries)
    kept.add(NADIA, Comment(case="r3", text="للمتابعة"))
    assert take_back(7, "r1", kept.entries) == (Undo(case="r1", entry=7),)
    judge(desk, *steps)
    assert fold(desk.entries, case="r3").standing is Standing.REJECTED
    assert fold(desk.entries, case="r1").threads[1].state == "declined"


def test_anything_else_is_simply_undone(desk: Book) -> None:
    assert take_back(4, "r1", desk.entries) == (Undo(case="r1", entry=4),)
    assert take_back(99, "r1", desk.entries) == (Undo(case="r1", entry=99),)


def test_every_proposal_is_known_whatever_became_of_it(desk: Book) -> None:
    proposal = find_proposal(desk)
    judge(desk, Reject(case="r1", proposal=proposal))
    assert find_known(desk.entries) == {proposal}


def test_a_thing_of_one_case_may_be_described_in_its_place(desk: Book) -> None:
    judge(desk, Describe(case="r1", field="place", value="Tripoli"))
    refuse(desk, "no field weapon", Describe(case="r1", field="weapon", value="هاون"))


@settings(max_examples=60, deadline=None)
@given(ledgers(), st.data())
def test_what_is_allowed_has_an_effect(entries: tuple[Entry, ...], data: st.DataObject) -> None:
    numbers = st.sampled_from([entry.number for entry in entries])
    cases = st.sampled_from(["a", "b", "c", "d"])
    step: AnyStep = data.draw(
        st.one_of(
            st.builds(Merge, case=cases, into=cases),
            st.builds(Undo, case=cases, entry=numbers),
            st.builds(Move, case=cases, entry=numbers, to=cases),
        )
    )
    try:
        check_steps([step], OMAR, entries)
    except LedgerError:
        return
    book = Book(entries)
    number = book.add(OMAR, step)
    assert [entry.number for entry in find_changes(book.entries, step.case, number - 1)] == [number]
