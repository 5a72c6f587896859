from __future__ import annotations

from django.apps import apps


def test_the_overview_is_an_application() -> None:
    assert apps.get_app_config("overview").name == "mithaq.web.overview"
