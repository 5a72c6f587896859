"""The address that reads what is being typed."""

from __future__ import annotations

from typing import Final

from mithaq.web.access import Route
from mithaq.web.dates.views import show_understood
from mithaq.web.roles import Right

ROUTES: Final = (Route("dates/read/", show_understood, "dates-read", Right.ENTER),)
