"""Neighbouring mentions that share one place in the clause, and the preposition that governs them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.handmade import mark

from mithaq.reading.parties import find_parties


@pytest.mark.parametrize(
    ("text", "names", "parties"),
    [
        (
            "رحبت الولايات المتحدة وإيطاليا وتركيا بالاتفاق.",
            ("الولايات المتحدة", "و+إيطاليا", "و+تركيا"),
            [(0, 1, 2)],
        ),
        ("رحبت مصر، وإيطاليا، تركيا بالاتفاق.", ("مصر", "و+إيطاليا", "تركيا"), [(0, 1, 2)]),
        ("رحبت مصر، تركيا بالاتفاق.", ("مصر", "تركيا"), [(0,), (1,)]),
        ("رحبت مصر ثم تركيا بالاتفاق.", ("مصر", "تركيا"), [(0, 1)]),
        ("رحبت مصر وكذلك تركيا بالاتفاق.", ("مصر", "تركيا"), [(0, 1)]),
        ("رحبت مصر أو تركيا بالاتفاق.", ("مصر", "تركيا"), [(0, 1)]),
        ("رحبت مصر من تركيا بالاتفاق.", ("مصر", "تركيا"), [(0,), (1,)]),
        ("دعت مصر تركيا إلى الحوار.", ("مصر", "تركيا"), [(0,), (1,)]),
        ("دعت مصر لتركيا.", ("مصر", "ل+تركيا"), [(0,), (1,)]),
        ("اجتمعت مصر وبتركيا.", ("مصر", "وب+تركيا"), [(0,), (1,)]),
        ("اجتمع بمصر وبتركيا.", ("ب+مصر", "وب+تركيا"), [(0, 1)]),
        ("رحبت مصر. وتركيا رفضت.", ("مصر", "و+تركيا"), [(0,), (1,)]),
        ("رحبت مصر في بيان صدر أمس وتركيا.", ("مصر", "و+تركيا"), [(0,), (1,)]),
        ("رحبت مصر ومصر.", ("مصر", "و+مصر"), [(0,), (0,)]),
        ("رحبت مصر وتركيا ومصر.", ("مصر", "و+تركيا", "و+مصر"), [(0, 1)]),
        ("رحبت جهات عدة.", (), []),
    ],
)
def test_coordinated_mentions_are_one_party(
    text: str, names: tuple[str, ...], parties: list[tuple[int, ...]]
) -> None:
    assert [party.actors for party in find_parties(mark(text, *names))] == parties


@pytest.mark.parametrize(
    ("text", "names", "preposition"),
    [
        ("رحبت مصر بالاتفاق.", ("مصر",), ""),
        ("مصر ترحب.", ("مصر",), ""),
        ("اتفاق مع مصر وتركيا.", ("مصر", "و+تركيا"), "مع"),
        ("رسالة إلى مصر.", ("مصر",), "الي"),
        ("ومن مصر رسالة.", ("مصر",), "من"),
        ("رسالة لمصر.", ("ل+مصر",), "ل"),
        ("رسالة ولمصر.", ("ول+مصر",), "ل"),
        ("اتفاق بين كل من مصر وتركيا.", ("مصر", "و+تركيا"), "بين"),
        ("رفضت كل من مصر وتركيا.", ("مصر", "و+تركيا"), ""),
        ("كل من مصر وتركيا رفضت.", ("مصر", "و+تركيا"), ""),
        ("جاءت رسالة من مصر.", ("مصر",), "من"),
    ],
)
def test_a_party_knows_the_particle_or_word_that_governs_it(
    text: str, names: tuple[str, ...], preposition: str
) -> None:
    assert find_parties(mark(text, *names))[0].preposition == preposition


def test_a_party_reaches_from_its_first_to_its_last_mention() -> None:
    survey = mark("رحبت الولايات المتحدة، وكذلك تركيا بالاتفاق.", "الولايات المتحدة", "تركيا")
    party = find_parties(survey)[0]
    assert survey.page.span(party.first, party.last).select(survey.page.text.original) == (
        "الولايات المتحدة، وكذلك تركيا"
    )


@given(
    st.lists(
        st.sampled_from(("مصر", "و+تركيا", "ل+قطر", "، ", "مع", "ثم", "كل من", ".", "قالت")), max_size=25
    )
)
def test_every_mention_is_in_just_one_party_in_text_order(pieces: list[str]) -> None:
    names = [piece for piece in pieces if piece.rpartition("+")[2] in ("مصر", "تركيا", "قطر")]
    survey = mark(" ".join(piece.replace("+", "") for piece in pieces), *names)
    parties = find_parties(survey)
    held = [
        mention
        for party in parties
        for mention in survey.mentions
        if party.first <= mention.first and mention.last <= party.last
    ]
    assert held == list(survey.mentions)
    assert all(len(set(party.actors)) == len(party.actors) for party in parties)
