"""Denials: what is denied, and by which sentence."""

from __future__ import annotations

from tests.following.telling import tell

from mithaq.following.denials import find_denied, is_over, quote_sentence

TEXT = "قال الديوان إن سعر الجهاز مرتفع. ونفت الشركة أن تكون بالغت في سعر الجهاز."


def test_what_is_denied_stands_right_before() -> None:
    story = tell(("2020-03-04", TEXT))
    (found,) = find_denied(story, {}, ())
    assert found.claim.end <= found.denial.start
    assert found.words == "ونفت"


def test_a_denial_that_is_known_is_not_told_again() -> None:
    story = tell(("2020-03-04", TEXT))
    told = story.told[0]
    known = quote_sentence(told, told.sentences[-1])
    assert is_over(known, known)
    assert list(find_denied(story, {}, (known,))) == []


def test_two_sides_that_blame_each_other_deny_nothing() -> None:
    story = tell(("2020-03-04", "قصفت المدفعية سوق المدينة. ويتبادل الطرفان الاتهام بقصف سوق المدينة."))
    assert list(find_denied(story, {}, ())) == []
