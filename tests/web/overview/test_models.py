from __future__ import annotations

from django.apps import apps


def test_tables_of_the_pages_begin_with_web() -> None:
    tables = [model._meta.db_table for model in apps.get_app_config("overview").get_models()]  # noqa: SLF001 - Django's name for it
    assert sorted(tables) == ["web_search", "web_visit"]
