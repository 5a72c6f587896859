"""Groups of accounts: made, called otherwise, removed, so that no case is ever seen by more people for it.

A restriction names its groups, and entries stay as they are. A group that gets another name takes its cases along by
new entries; one to which cases are restricted cannot be removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth.models import Group

from mithaq.errors import Reason
from mithaq.ledger.record import Record, writing
from mithaq.ledger.restrictions import count_restricted, move_restrictions
from mithaq.web.refusal import RefusedError


@dataclass(frozen=True, slots=True)
class Membership:
    """A group with who is in it and what it holds.

    Args:
        group: The group.
        members: Names of its accounts.
        cases: How many cases are restricted to it.
    """

    group: Group
    members: tuple[str, ...]
    cases: int


def list_memberships(record: Record) -> list[Membership]:
    """Return all groups by name.

    Args:
        record: The record.
    """
    counts = count_restricted(record)
    return [
        Membership(
            group,
            tuple(sorted(account.username for account in group.user_set.all())),
            counts.get(group.name, 0),
        )
        for group in Group.objects.prefetch_related("user_set").order_by("name")
    ]


def rename_group(record: Record, number: int, name: str, author: str, reason: str) -> int:
    """Give a group another name, and return how many cases are restricted to the new one instead of the old.

    Args:
        record: The record.
        number: Which group.
        name: The new name, which no other group has.
        author: Name of the account.
        reason: What the entries of the cases say.

    Raises:
        Group.DoesNotExist: If there is no such group.
        RefusedError: If cases are restricted to the new name already: its members would see them.
    """
    with writing(record):
        group = Group.objects.get(pk=number)
        if group.name == name:
            return 0
        held = count_restricted(record).get(name, 0)
        if held:
            raise _refuse("groups.name-held", name, held)
        moved = move_restrictions(record, group.name, name, author, reason)
        group.name = name
        group.save()
        return moved


def remove_group(record: Record, number: int) -> str:
    """Remove a group to which no case is restricted, and return its name.

    Args:
        record: The record.
        number: Which group.

    Raises:
        Group.DoesNotExist: If there is no such group.
        RefusedError: If cases are restricted to it.
    """
    with writing(record):
        group = Group.objects.get(pk=number)
        held = count_restricted(record).get(group.name, 0)
        if held:
            raise _refuse("groups.in-use", group.name, held)
        group.delete()
        return str(group.name)


def _refuse(key: str, name: str, held: int) -> RefusedError:
    return RefusedError(HTTPStatus.CONFLICT, reason=Reason(key, {"name": name, "held": held}))
