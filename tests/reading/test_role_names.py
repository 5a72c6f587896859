"""Names of the signs of roles: each bundle names what it rests on."""

from __future__ import annotations

import pytest

from mithaq.lexicon import Category
from mithaq.model import ActorType
from mithaq.reading import role_names as names

PAST = Category.PAST


@pytest.mark.parametrize(
    ("found", "named"),
    [
        (
            names.name_place("after", 0, 2, PAST, "REQUEST"),
            {"bias", "after0", "after near=2", "after0 past REQUEST"},
        ),
        (names.name_family("before", 1, "demand", PAST), {"before1 fam=demand", "before1 fam=demand past"}),
        (names.name_crowd("after", 0, "2/1", PAST, "AID"), {"after0 crowd=2/1", "after0 crowd=2/1 AID"}),
        (
            names.name_form("after", 3, PAST, passive=False, pronoun="", article=True),
            {"after3 past passive=False", "art=True after1 past"},
        ),
        (names.name_preposition("من", "after", PAST, "AID"), {"by=من after", "by=من after past"}),
        (names.name_mark("to", "after", 4), {"mark=to after", "mark=to after1"}),
        (
            names.name_frame("a", "r", "after", 4, bound=True, category=PAST),
            {"doer=a thing=r after2 by=True"},
        ),
        (names.name_way(1, 0, "no", "after", 0, PAST), {"commas=1 verbs=0 after", "clause=no after0"}),
        (names.name_touch("after", PAST, "AID", "من", "help"), {"touching after fam=help"}),
        (names.name_previous("من", 2, "after", PAST), {"prev=من after past", "opens=2 after"}),
        (
            names.name_type(ActorType.STATE, 2, "AID", "after"),
            {"is=state", "is=state AID after", "many=2 AID after"},
        ),
        (
            names.name_fame(3, 2, headline=True, where="after", rank=1),
            {"likely=3", "likely=3 after1", "told=2 after", "headline=True after"},
        ),
        (
            names.name_speech(speaks=True, spoken=False, where="after", rank=0, kind="AID"),
            {"speaks=True", "spoken=False after AID"},
        ),
        (names.name_first_tale(), {"tale=first"}),
        (
            names.name_tale("actor", near=True, where="after", category=PAST, clitic="و"),
            {"tale=actor near=True", "tale=actor near=True past cl=و"},
        ),
        (
            names.name_tale_kind("actor", near=True, before="AID", kind="REQUEST"),
            {"tale=actor near=True AID>REQUEST"},
        ),
        (names.name_tale_gap("actor", 2), {"tale=actor gap=2"}),
        (names.name_older_tale("actor", older=False), {"tale=actor older=False"}),
    ],
)
def test_bundles_name_their_signs(found: object, named: set[str]) -> None:
    signs = list(found)  # type: ignore[call-overload]
    assert named <= set(signs)
    assert len(set(signs)) == len(signs)
