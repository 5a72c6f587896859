from __future__ import annotations

import pytest

from mithaq.dates import Edtf
from mithaq.lexicon.naming import read_naming
from mithaq.model import ActorType
from mithaq.packs.context import load_packs
from mithaq.reading.actors.bearers import Bearers, find_named, is_governing, join_words, list_called
from mithaq.reading.actors.candidate import Candidate, Chain
from mithaq.reading.actors.chains import link
from mithaq.reading.actors.grammar import Scan
from mithaq.reading.actors.vocabulary import Vocabulary
from mithaq.text.segment import segment

VOCABULARY = Vocabulary(read_naming(), load_packs())


def scan_text(text: str) -> Scan:
    return Scan(segment(text).forms, VOCABULARY)


def place(scan: Scan, words: str) -> int:
    """Return the token at which some words begin."""
    return next(at for at in range(len(scan.words)) if join_words(scan, at, at + len(words.split())) == words)


@pytest.mark.parametrize(
    ("text", "word", "governing"),
    [
        ("قال نائب الرئيس ذلك", "نايب", True),
        ("قال نجل الملك ذلك", "نجل", True),
        ("تحدث باسم الوزير أمس", "باسم", True),
        ("قال الرئيس ذلك", "الرييس", False),
        ("قال الرئيس ذلك", "قال", False),
    ],
)
def test_words_that_govern_another_title(text: str, word: str, *, governing: bool) -> None:
    scan = scan_text(text)
    assert is_governing(scan, place(scan, word)) is governing


def test_nothing_governs_before_the_first_word() -> None:
    assert not is_governing(scan_text("قال الرئيس ذلك"), -1)


def test_joined_words_leave_marks_and_particles_out() -> None:
    scan = scan_text("ووصل إلى «مطار» بغداد")
    assert join_words(scan, 0, 2) == "وصل الي"
    assert join_words(scan, 2, 6) == "مطار بغداد"


@pytest.mark.parametrize(
    ("words", "ids"),
    [("خادم الحرمين الشريفين", {"king-salman"}), ("وزير النجاره", set()), ("", set())],
)
def test_whom_the_packs_call_by_a_title(words: str, ids: set[str]) -> None:
    assert list_called(scan_text("قال"), words) == ids


def find_persons(scan: Scan) -> tuple[list[Candidate], list[Chain]]:
    chains = link(scan, scan.find(), Edtf.parse("2015-08-01"))
    return [member for chain in chains for member in chain.members if member.name], chains


@pytest.mark.parametrize(
    ("text", "role", "found"),
    [
        ("قال وزير الدفاع سالم حسن ذلك. وأكد وزير الدفاع الخبر", "وزير الدفاع", True),
        ("قال نائب وزير الدفاع سالم حسن ذلك. وأكد وزير الدفاع الخبر", "وزير الدفاع", False),
        ("قال وزير الدفاع سالم حسن ذلك. وأكد الوزير الخبر", "الوزير", True),
        ("قال الوزير الفرنسي سالم حسن ذلك. وأكد الوزير التركي الخبر", "الوزير التركي", False),
    ],
)
def test_a_title_goes_on_with_its_bearer(text: str, role: str, *, found: bool) -> None:
    scan = scan_text(text)
    candidates = scan.find()
    size = len(role.split())
    roles = [one for one in candidates if join_words(scan, one.first, one.last) == role]
    candidate = roles[-1]
    assert candidate.kind == "role"
    assert candidate.last - candidate.first == size
    named = next(one for one in candidates if one.name)
    person = Chain([named])
    bearers = Bearers([(named, person)], [(named, person)], [person], None)
    assert (bearers.find(scan, candidate) is person) is found


def test_a_whole_name_within_a_candidate_is_found_unless_he_is_served() -> None:
    scan = scan_text("قال سالم حسن ذلك. ووصل مرافق سالم حسن ونجل سالم حسن")
    persons, chains = find_persons(scan)
    member = persons[0]
    chain = next(one for one in chains if member in one.members)
    served = place(scan, "نجل سالم حسن")
    alone = [(member, chain)]
    assert find_named(scan, Candidate(served + 1, served + 3, ActorType.PERSON, "person"), alone) is chain
    assert find_named(scan, Candidate(served, served + 3, ActorType.PERSON, "person"), alone) is None
    assert find_named(scan, Candidate(0, 1, ActorType.PERSON, "person"), alone) is None
