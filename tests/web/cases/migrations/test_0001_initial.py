from __future__ import annotations

import pytest
from django.db import connection
from tests.web.persona import Site

pytestmark = pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])


def test_the_table_is_made_on_both_databases(site: Site) -> None:
    assert site.record
    assert "web_presence" in connection.introspection.table_names()
