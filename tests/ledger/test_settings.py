from __future__ import annotations

from mithaq.ledger import settings


def test_the_settings_list_the_ledger_and_nothing_else() -> None:
    assert settings.INSTALLED_APPS == ["mithaq.ledger"]
    assert settings.USE_TZ
