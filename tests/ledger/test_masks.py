from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.handmade import (
    GOVERNMENT,
    READER,
    SPEAKER,
    TEXT,
    find_span,
    make_document,
    make_reading,
    open_incident,
    open_request,
    propose,
    show,
)

from mithaq.following.case import Accuse, Comment, Evidence, Join
from mithaq.following.entry import Undo, Withhold
from mithaq.following.fold import Standing
from mithaq.ledger.current import (
    find_next_review,
    read_case,
    read_cases,
    read_document,
    read_entries,
    read_readings,
)
from mithaq.ledger.finding import CaseFilter, find_cases
from mithaq.ledger.masks import MASK, Masks, _compile, cover, load_masks, unite_spans
from mithaq.ledger.record import Record, open_record
from mithaq.ledger.verify import verify_record
from mithaq.model import ActorType, Span
from mithaq.text.normalize import fold

NAME = SPEAKER.ar
WITHHOLD = Withhold(evidence=show(NAME), case="", reason="asked for")


@pytest.fixture
def record(record_url: str) -> Record:
    opened = open_record(record_url)
    opened.add_readings([make_reading()])
    opened.append([propose(open_incident(title=f"تصريح {NAME} عن القصف"))], READER)
    opened.append([Accuse(case="incident-1", who=SPEAKER.id, by=(GOVERNMENT.id,))], "anna")
    opened.append([Comment(case="incident-1", text=f"اتصل بنا {NAME} ثم ولسالم عبد الكريم الورفلي")], "anna")
    opened.append([WITHHOLD], "anna")
    return opened


def tell(value: object) -> str:
    return fold(repr(value))


def test_nothing_is_masked_where_nothing_is_withheld(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.add_readings([make_reading()])
    shown = read_document(record, make_document().sha256)
    assert (shown.document, shown.masked) == (make_document(), ())
    assert list(read_readings(record)) == [make_reading()]
    assert load_masks(record.alias).mask_text(NAME) == NAME


def test_documents_keep_their_length_and_declare_the_mask(record: Record) -> None:
    shown = read_document(record, make_document().sha256)
    text = shown.document.text
    assert len(text) == len(TEXT)
    assert shown.masked == (find_span(TEXT, NAME), Span(TEXT.rindex("الورفلي"), TEXT.rindex("الورفلي") + 7))
    assert all(text[span.start : span.end] == MASK * (span.end - span.start) for span in shown.masked)
    assert [a for a, b in zip(text, TEXT, strict=True) if a != b] == [MASK] * sum(
        end - start for start, end in shown.masked
    )


def test_cases_lists_entries_and_reviews_do_not_tell_the_name(record: Record) -> None:
    case = read_case(record, "incident-1")
    review = find_next_review(record, case="incident-1")
    assert review is not None
    for value in (
        case,
        read_cases(record, ["incident-1"]),
        find_cases(record).cases,
        list(read_entries(record)),
        review,
    ):
        assert fold(NAME) not in tell(value)
        assert SPEAKER.id not in tell(value)
        assert "Salem" not in tell(value)
    assert case.title == f"تصريح {MASK * len(NAME)} عن القصف"
    assert case.comments[0].step.text.startswith(f"اتصل بنا {MASK * len(NAME)} ثم ول{MASK}")


def test_the_party_is_the_same_one_everywhere(record: Record) -> None:
    case = read_case(record, "incident-1")
    ((_, party),) = case.sides
    assert party.id.startswith("withheld-")
    assert (party.type, party.ar, party.en) == (ActorType.PERSON, MASK * len(NAME), MASK * len(SPEAKER.en))
    assert [item.step.who for item in case.accusations] == [party.id]
    assert case.accusations[0].step.by == (GOVERNMENT.id,)


def test_what_a_person_says_of_the_party_reaches_it(record: Record) -> None:
    ((_, party),) = read_case(record, "incident-1").sides
    step = Accuse(case="incident-1", who=party.id, by=("x",))
    (entry,) = record.append([step], "omar")
    assert isinstance(entry.step, Accuse)
    assert entry.step.who == SPEAKER.id


def test_nobody_finds_out_by_searching(record: Record) -> None:
    assert find_cases(record, CaseFilter(text="القصف")).cases
    for asked in (NAME, "الورفلي", "Salem"):
        assert find_cases(record, CaseFilter(text=asked)).cases == ()
        assert find_cases(record, CaseFilter(party=asked)).cases == ()
    assert find_cases(record, CaseFilter(party=SPEAKER.id)).cases == ()


def test_readings_point_to_the_masked_text(record: Record) -> None:
    (reading,) = read_readings(record)
    assert fold(NAME) not in tell(reading)
    assert "salem" not in tell(reading).casefold()
    hidden = reading.actors[2]
    assert hidden.mentions == make_reading().actors[2].mentions
    assert reading.acts[0].said_by == reading.milestones[0].said_by == (hidden.id,)
    assert reading.actors[0] == make_reading().actors[0]


def test_the_name_is_masked_in_other_documents_too(record: Record) -> None:
    text = f"التقى الوفد بسالم عبد الكريم الورفلي في طرابلس. {'ا' * 20} وصل الورفلي."
    other = make_document(text, name="two", title=f"لقاء مع {NAME}")
    record.add_readings([make_reading(other)])
    shown = read_document(record, other.sha256)
    assert fold(NAME) not in fold(shown.document.text)
    assert shown.document.title == f"لقاء مع {MASK * len(NAME)}"
    # A last name alone may be another's: it is masked only in the document in which it was withheld.
    assert "وصل الورفلي" in shown.document.text


def test_a_document_without_the_name_is_as_it_was(record: Record) -> None:
    other = make_document("عقد اجتماع في طرابلس.", name="two")
    record.add_readings([make_reading(other)])
    assert read_document(record, other.sha256).document == other
    assert list(read_readings(record))[1].document == other


def test_an_organization_keeps_the_rest_of_its_name(record: Record) -> None:
    guard = SPEAKER.__class__("guard", ActorType.ARMED_GROUP, f"حرس {NAME}", "Guard of Salem")
    record.append([Join(case="incident-1", role="accused", party=guard)], "anna")
    party = read_case(record, "incident-1").sides[1][1]
    assert (party.ar, party.en) == (f"حرس {MASK * len(NAME)}", MASK * len(guard.en))


def test_a_name_is_shown_again_when_it_is_released(record: Record) -> None:
    record.append([Withhold(evidence=show("الكريم"), case="", shown="released")], "anna")
    assert read_case(record, "incident-1").sides[0][1] == SPEAKER


def test_a_name_is_shown_again_when_withholding_is_undone(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.add_readings([make_reading()])
    (_, entry) = record.append([open_incident(), Withhold(case="incident-1", evidence=show(NAME))], "anna")
    assert read_document(record, make_document().sha256).masked
    record.append([Undo(case="incident-1", entry=entry.number)], "anna")
    assert read_document(record, make_document().sha256).masked == ()


def test_entries_themselves_are_unchanged(record: Record) -> None:
    assert verify_record(record).faults == ()


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("قال محمد السالم", "قال ███████████"),
        ("قال مُحمّد السّالم أمس", "قال ██████████████ أمس"),
        ("ولمحمد  السالم", "ول████████████"),
        ("محمد السالمي", "محمد السالمي"),
        ("أحمد السالم", "أحمد السالم"),
        ("", ""),
    ],
)
def test_words_are_found_in_every_spelling(text: str, masked: str) -> None:
    masks = Masks({}, _compile(["محمد السالم"]), b"")
    assert masks.mask_text(text) == masked


def test_nothing_to_look_for_is_no_pattern() -> None:
    assert _compile(["", "  "]) is None


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(*sorted(pair))))


@given(text=st.text(min_size=31, max_size=60), chosen=spans)
def test_covering_changes_only_what_is_covered(text: str, chosen: list[Span]) -> None:
    united = unite_spans(chosen)
    covered = cover(text, united)
    hidden = {index for span in chosen for index in range(span.start, span.end)}
    assert covered == "".join(MASK if index in hidden else sign for index, sign in enumerate(text))
    assert all(first.end < second.start for first, second in pairwise(united))


def test_only_what_is_confirmed_is_masked_as_well(record: Record) -> None:
    record.append([open_request("request-9", title=NAME)], "anna")
    assert read_case(record, "request-9", Standing.CONFIRMED).title == MASK * len(NAME)


def test_words_of_a_document_that_is_not_there_mask_nothing(sqlite_url: str) -> None:
    record = open_record(sqlite_url)
    record.append([Withhold(evidence=(Evidence("0" * 64, 0, 4),), case="")], "anna")
    assert load_masks(record.alias).names is None
