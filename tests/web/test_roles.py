from __future__ import annotations

from itertools import pairwise

import pytest

from mithaq.web.roles import RIGHTS, Right, Role

LADDER = (None, Role.READER, Role.ANALYST, Role.REVIEWER, Role.ADMINISTRATOR)


def test_every_role_has_rights_and_only_the_last_has_all() -> None:
    assert set(RIGHTS) == {None, *Role}
    assert [role for role, rights in RIGHTS.items() if rights == set(Right)] == [Role.ADMINISTRATOR]


@pytest.mark.parametrize(("lower", "higher"), list(pairwise(LADDER)))
def test_who_stands_higher_may_do_more(lower: Role | None, higher: Role) -> None:
    assert RIGHTS[lower] < RIGHTS[higher]


@pytest.mark.parametrize(
    ("right", "roles"),
    [
        (Right.JUDGE, {Role.ANALYST, Role.REVIEWER, Role.ADMINISTRATOR}),
        (Right.VERIFY, {Role.REVIEWER, Role.ADMINISTRATOR}),
        (Right.ADMINISTER, {Role.ADMINISTRATOR}),
        (Right.EXPORT, {Role.READER, Role.ANALYST, Role.REVIEWER, Role.ADMINISTRATOR}),
        (Right.REPORT, {Role.MONITOR, Role.ANALYST, Role.REVIEWER, Role.ADMINISTRATOR}),
    ],
)
def test_what_decides_is_for_those_who_decide(right: Right, roles: set[Role]) -> None:
    assert {role for role, rights in RIGHTS.items() if right in rights} == roles
