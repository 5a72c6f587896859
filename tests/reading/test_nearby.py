"""Weights of the words around a candidate: the same as by the names of their signs."""

from __future__ import annotations

import numpy as np
from tests.reading.handmade import aim, mark

from mithaq.reading.act_signs import list_first_signs
from mithaq.reading.nearby import Nearby

TEXT = "قالت مصر إنها دعت تركيا إلى الحوار. ثم هاجمت تركيا مصر وقصفت المدينة."


def is_around(sign: str) -> bool:
    return sign.startswith(("near=", "+1=", "+2=", "-1=", "-2=")) or (sign.startswith("fam=") and " " in sign)


def test_sums_are_those_of_the_signs() -> None:
    survey = mark(TEXT, "مصر", "تركيا", "تركيا", "مصر")
    triggers = [aim(survey, word) for word in ("دعت", "هاجمت")]
    named = [
        [
            sign
            for sign in signs
            if is_around(sign) and sign.partition(" ")[2][:2] in ("", "+1", "+2", "-1", "-2")
        ]
        for signs in list_first_signs(survey, triggers, 3)
    ]
    assert all(named)
    rows = {sign: row for row, sign in enumerate(sorted({sign for signs in named for sign in signs}))}
    table = np.random.default_rng(1).normal(size=(len(rows) + 1, 3))
    table[-1] = 0.0
    found = Nearby(rows, table).add(survey, triggers)
    wanted = [sum(table[rows[sign]] for sign in signs) for signs in named]
    assert np.allclose(found, wanted)


def test_words_that_weigh_nothing_add_nothing() -> None:
    survey = mark(TEXT, "مصر")
    found = Nearby({}, np.zeros((1, 2))).add(survey, [aim(survey, "دعت")])
    assert found.shape == (1, 2)
    assert not found.any()
