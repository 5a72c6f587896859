"""What Django has to know where no project brings settings of its own.

Records are not listed here: each is opened under an alias of its own (`mithaq.ledger.database`). The settings
of a project start from these: ``from mithaq.ledger.settings import *``.
"""

from __future__ import annotations

from typing import Final

INSTALLED_APPS: Final = ["mithaq.ledger"]
DATABASES: Final[dict[str, dict[str, object]]] = {}
DEFAULT_AUTO_FIELD: Final = "django.db.models.BigAutoField"
USE_TZ: Final = True
TIME_ZONE: Final = "UTC"
