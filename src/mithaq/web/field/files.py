"""What the form needs on the device, and attachments as they were sent."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_response_headers

from mithaq.web.access import Asked
from mithaq.web.downloads import send_attachment
from mithaq.web.gazetteer import list_places, name_countries
from mithaq.web.speech import say

_DAY = 86_400
# What has to be there for the form to work without a connection.
_NEEDED: Final = (
    "mithaq/base.css",
    "mithaq/base.js",
    "mithaq/map.js",
    "mithaq/map.css",
    "mithaq/land.geojson",
    "django_htmx/htmx-2.min.js",
    "leaflet/leaflet.js",
    "leaflet/leaflet.css",
    "field/form.js",
    "field/reports.js",
    "field/drafts.js",
    "field/outbox.js",
    "field/places.js",
    "field/field.css",
)
_WORKER: Final = Path(__file__).parent / "worker.js"


def _list_addresses() -> list[str]:
    versioned = (f"{static(name)}?{settings.VERSION}" for name in _NEEDED)
    return [*(static(name) for name in _NEEDED), *versioned]


def give_worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker of the pages under field/, with what it has to keep on the device."""
    del request
    files = [Path(str(finders.find(name))) for name in _NEEDED]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
    pages = [reverse("field-new"), reverse("field-list"), reverse("field-places")]
    text = _WORKER.read_text(encoding="utf-8")
    for mark, value in (("VERSION", digest), ("PAGES", pages), ("FILES", _list_addresses())):
        text = text.replace(f'"{{{mark}}}"', _quote(value))
    return HttpResponse(text, "text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


def _quote(value: object) -> str:
    return JsonResponse(value, safe=False).content.decode()


def give_manifest(request: HttpRequest) -> JsonResponse:
    """Give what a phone has to know to keep the form on its home screen."""
    display = request.display  # type: ignore[attr-defined]
    return JsonResponse(
        {
            "name": say(request, "field.app"),
            "short_name": say(request, "mithaq"),
            "lang": display.lang.value,
            "dir": display.direction,
            "start_url": reverse("field-new"),
            "scope": reverse("field-list"),
            "display": "standalone",
            "background_color": "#fdfcf9",
            "theme_color": "#0b5f56",
            "icons": [{"src": static("field/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


def give_places(request: Asked) -> JsonResponse:
    """Give every place of the gazetteer, for completion and for the names on the map."""
    del request
    response = JsonResponse({"places": list_places(), "countries": name_countries()})
    patch_response_headers(response, _DAY)
    return response


def give_attachment(request: Asked, case: str, sha256: str) -> HttpResponseBase:
    """Give an attachment of a case that may be seen, to be saved and not to be shown."""
    return send_attachment(case, sha256, request.sight)
