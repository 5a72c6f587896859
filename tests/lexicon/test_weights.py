from __future__ import annotations

import msgspec
import pytest

from mithaq.lexicon import Lexicon, load_lexicon
from mithaq.lexicon.weights import ACTS, add_up, logit, squash
from mithaq.model import ActType
from mithaq.text.segment import segment


@pytest.mark.parametrize(("prior", "value"), [(0.5, 0.0), (0.0, -4.0), (1.0, 4.0), (-1.0, -4.0)])
def test_logit_is_bounded(prior: float, value: float) -> None:
    assert logit(prior) == pytest.approx(value)


@pytest.mark.parametrize("prior", [0.1, 0.4, 0.9])
def test_squash_undoes_logit(prior: float) -> None:
    assert squash(logit(prior)) == pytest.approx(prior)


def test_rows_are_added_for_the_types_asked_for() -> None:
    row = tuple(float(number) for number in range(len(ACTS)))
    totals = {ACTS[1]: 0.5, ACTS[3]: 0.0}
    add_up({"here": row}, ("here", "absent", "here"), totals)
    assert totals == {ACTS[1]: 2.5, ACTS[3]: 6.0}


def test_without_weights_the_prior_stands_alone() -> None:
    bare = Lexicon(msgspec.structs.replace(load_lexicon().tables, weights={}))
    found = bare.find_triggers(segment("طالب المجلس الحكومة بفتح تحقيق."))
    assert (found[0].type, found[0].prior) == (ActType.REQUEST, 0.85)
