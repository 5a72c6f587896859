"""What was understood of a date while it is typed."""

from __future__ import annotations

from django.http import HttpResponse

from mithaq.web.access import Asked
from mithaq.web.dates.inputs import tell_understood


def show_understood(request: Asked) -> HttpResponse:
    """Answer what was understood of the date in the field that ``of`` names."""
    text = request.GET.get(request.GET.get("of", ""), "")
    display = request.display
    return HttpResponse(tell_understood(text, display.write_date, display.lang))
