from __future__ import annotations

from io import StringIO

from django.core.management import call_command
from tests.web.persona import Site


def test_the_tables_are_those_of_the_models(site: Site) -> None:
    assert site.record.alias == "default"
    told = StringIO()
    call_command("makemigrations", "overview", "--check", "--dry-run", stdout=told)
    assert "No changes" in told.getvalue()
