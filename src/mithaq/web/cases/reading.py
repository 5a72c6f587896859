"""What the pages of cases read: one case, its entries, its documents, the words for it."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.errors import LedgerError
from mithaq.following.entry import Entry
from mithaq.following.fold import Case
from mithaq.ledger.current import read_case, read_documents, read_entries
from mithaq.ledger.refusal import RecordError
from mithaq.reports.case_wording import CaseWording
from mithaq.reports.cases import Library, list_parties
from mithaq.reports.saying import Matter
from mithaq.web.access import Asked
from mithaq.web.refusal import fail_missing
from mithaq.web.store import find_record


def find_case(request: Asked, case: str) -> Case:
    """Return a case as who asks may see it.

    Args:
        request: Who asks.
        case: Its id.

    Raises:
        Http404: If there is none that they may see.
    """
    try:
        return read_case(find_record(), case, sight=request.sight)
    except RecordError:
        raise
    except LedgerError as error:
        raise fail_missing() from error


def find_wording(request: Asked, *cases: Case) -> CaseWording:
    """Return what is said of cases in the language of who asks.

    Args:
        request: Who asks.
        cases: Those whose parties are named.
    """
    return request.display.word_cases(list_parties(cases))


def open_library(request: Asked, documents: Iterable[str]) -> Library:
    """Return documents for quotations, as who asks may see them.

    Args:
        request: Who asks.
        documents: SHA-256 of each.
    """
    shown = read_documents(find_record(), documents, sight=request.sight)
    return Library(
        {item.document.sha256: item.document for item in shown},
        {item.document.sha256: item.masked for item in shown},
    )


def list_entries(request: Asked, case: Case) -> tuple[Entry, ...]:
    """Return the entries of a case and of those that judgements tie to it, in order.

    Args:
        request: Who asks.
        case: The case.
    """
    return tuple(read_entries(find_record(), cases=[case.id], sight=request.sight))


def find_matter(request: Asked, case: Case) -> Matter:
    """Return a case as what people enter about it is read against it.

    Args:
        request: Who asks.
        case: The case.
    """
    named = open_library(request, case.documents).documents
    entries = {entry.number: entry for entry in list_entries(request, case)}
    return Matter(case, entries, {document.name: sha256 for sha256, document in named.items()})
