from __future__ import annotations

import pytest
from tests.web.persona import Site

from mithaq.errors import MithaqError
from mithaq.web.accounts.models import Account
from mithaq.web.overview.saved import keep_search
from mithaq.web.overview.sending import check_address, list_due, send_due


def test_only_who_wants_mail_and_has_an_address_is_told(site: Site) -> None:
    kept = keep_search(site.record, site.make("huda"), "q=truce", "one")
    assert list(list_due(site.record)) == []
    kept.mail = True
    kept.save()
    assert list(list_due(site.record)) == []
    Account.objects.filter(username="huda").update(email="huda@desk.example")
    assert len(list(list_due(site.record))) == 1
    assert send_due(site.record, "https://desk.example").mails == 0


@pytest.mark.parametrize("address", ["desk", "ftp://desk", ""])
def test_an_address_that_no_link_can_have_is_refused(address: str) -> None:
    with pytest.raises(MithaqError, match="no address of a workbench"):
        check_address(address)
