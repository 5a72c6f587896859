from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from tests.web.persona import Site

from mithaq.web.cases.models import Presence

pytestmark = pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])


def test_nobody_is_present_twice(site: Site) -> None:
    assert site.record
    now = datetime.now(UTC)
    Presence.objects.create(case="request-1", account="huda", at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Presence.objects.create(case="request-1", account="huda", at=now)
