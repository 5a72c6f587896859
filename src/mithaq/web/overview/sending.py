"""``mithaq notify``: e-mails about what is new in searches that people keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from smtplib import SMTPException
from urllib.parse import urljoin

from django.core.mail import EmailMessage

from mithaq.errors import MithaqError
from mithaq.ledger.record import Record
from mithaq.refusals import make_error
from mithaq.web.overview.feed import write_mail
from mithaq.web.overview.models import SavedSearch
from mithaq.web.overview.saved import Told, find_news


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent.

    Args:
        mails: How many e-mails.
        failed: Addresses to which nothing could be sent, with the reason; they are tried again.
    """

    mails: int
    failed: tuple[str, ...]


def send_due(record: Record, address: str) -> Sent:
    """Send an e-mail for each kept search in which something is new, and note up to where its owner was told.

    Args:
        record: The record.
        address: Where the workbench is reached, for links: ``https://desk.example``.
    """
    mails, failed = 0, []
    for told in list_due(record):
        if told.found.hits:
            try:
                _send(told, address)
            except (OSError, SMTPException) as error:
                failed.append(f"{told.search.account.email}: {error}")
                continue
            mails += 1
        SavedSearch.objects.filter(pk=told.search.pk).update(seen=told.last)
    return Sent(mails, tuple(failed))


def list_due(record: Record) -> Iterator[Told]:
    """Yield what is new in every kept search whose owner wants e-mails and may still see it.

    Args:
        record: The record.
    """
    wanted = SavedSearch.objects.filter(mail=True).exclude(account__email="").select_related("account")
    for kept in wanted.order_by("pk"):
        told = find_news(record, kept, kept.seen)
        if told is not None:
            yield told


def _send(told: Told, address: str) -> None:
    subject, text = write_mail(told, lambda path: urljoin(address, path))
    EmailMessage(subject, text, to=[told.search.account.email]).send()


def check_address(address: str) -> str:
    """Return the address of the workbench, if it can stand in links.

    Args:
        address: As somebody wrote it.

    Raises:
        MithaqError: If it is none.
    """
    if not address.startswith(("http://", "https://")):
        raise make_error(MithaqError, "serving.no-workbench", where=address)
    return address
