from __future__ import annotations

from django.apps import apps


def test_the_family_is_installed() -> None:
    assert apps.get_app_config("cases").name == "mithaq.web.cases"
