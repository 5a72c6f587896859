from __future__ import annotations

import pytest
from django.db import Error, connections
from tests.ledger.handmade import open_request

from mithaq.ledger.models import SaltRow
from mithaq.ledger.record import open_record


def test_entries_are_never_changed(record_url: str) -> None:
    record = open_record(record_url)
    record.append([open_request()], "anna")
    with pytest.raises(Error, match="append-only"), connections[record.alias].cursor() as cursor:
        cursor.execute("UPDATE ledger_entry SET author = 'omar'")


def test_every_record_has_a_secret_of_its_own(record_url: str, tmp_path: object) -> None:
    salts = [
        bytes(SaltRow.objects.using(open_record(url).alias).get().salt)
        for url in (record_url, f"{tmp_path}/other.db")
    ]
    assert [len(salt) for salt in salts] == [32, 32]
    assert salts[0] != salts[1]
