"""Tokens: made once, shown once, kept as hashes."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer

from mithaq.errors import Reason
from mithaq.ledger.sight import Sight
from mithaq.web.access import find_account, find_sight
from mithaq.web.accounts.models import Account
from mithaq.web.api.models import TokenRow
from mithaq.web.api.problems import AskError
from mithaq.web.roles import RIGHTS, Right, Role

_PREFIX = "mithaq_"
_LENGTH = 32
_SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who asks, and with which role: never more than the account's.

    Args:
        account: In whose name.
        role: With which role.
    """

    account: Account
    role: Role

    @property
    def rights(self) -> frozenset[Right]:
        """What they may do: what both the account and the token allow."""
        return RIGHTS[self.role] & RIGHTS[Role(self.account.role)]


class Called(HttpRequest):
    """A request of a program that may make it, as `admit` lets it through."""

    auth: Bearer
    sight: Sight


def make_token(account: Account, name: str, role: Role, expires: datetime | None) -> str:
    """Make a token and return it; only its hash is kept.

    Args:
        account: In whose name it asks.
        name: What it is for.
        role: The most that it allows.
        expires: When it ends; None for never.
    """
    token = _PREFIX + secrets.token_urlsafe(_LENGTH)
    TokenRow.objects.create(account=account, name=name, role=role, expires=expires, digest=_hash(token))
    return token


def find_bearer(token: str) -> Bearer | None:
    """Return who asks with a token; None where it is unknown, over, or its account stopped.

    Args:
        token: As it was sent.
    """
    row = TokenRow.objects.select_related("account").filter(digest=_hash(token)).first()
    now = timezone.now()
    if row is None or not row.account.is_active or (row.expires and row.expires <= now):
        return None
    if row.used is None or now - row.used > _SEEN_EVERY:
        TokenRow.objects.filter(pk=row.pk).update(used=now)
    return Bearer(row.account, Role(row.role))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def admit(request: HttpRequest, bearer: Bearer | None, needs: Right) -> Bearer | None:
    """Return who asks where they have the right, and set what they see.

    Args:
        request: What is asked.
        bearer: Who asks; None where nobody is known.
        needs: The right that it takes.

    Raises:
        AskError: If the right is missing (403).
    """
    if bearer is None:
        return None
    # Whoever asks with a token is answered as the account wants it, as who has logged in to the pages is.
    request.display = bearer.account.display  # type: ignore[attr-defined]
    if needs not in bearer.rights:
        raise AskError(HTTPStatus.FORBIDDEN, "no-right", right=Reason(f"rights.{needs.value}"))
    # What is seen depends on the role of the token.
    request.sight = find_sight(bearer.account, bearer.role)  # type: ignore[attr-defined]
    return bearer


class TokenAuth(HttpBearer):
    """``Authorization: Bearer …``."""

    def __init__(self, needs: Right) -> None:
        super().__init__()
        self._needs = needs

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        """Return who asks."""
        return admit(request, find_bearer(token), self._needs)


class PageAuth(APIKeyCookie):
    """Somebody who has logged in to the pages; what they send carries a token against forgery."""

    param_name = "sessionid"

    def __init__(self, needs: Right) -> None:
        super().__init__()
        self._needs = needs

    def authenticate(self, request: HttpRequest, key: str | None) -> Bearer | None:  # noqa: ARG002 - ninja's own
        """Return who asks."""
        account = find_account(request)
        return admit(request, Bearer(account, Role(account.role)) if account else None, self._needs)
