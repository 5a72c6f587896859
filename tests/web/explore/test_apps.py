from __future__ import annotations

from django.apps import apps


def test_the_pages_are_an_application_without_tables() -> None:
    assert list(apps.get_app_config("explore").get_models()) == []
