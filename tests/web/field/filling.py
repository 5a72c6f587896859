"""A form filled in, as a browser sends it."""

from __future__ import annotations

from typing import Any

NUMBER = "7f3c2a10-9b1e-4c55-8d21-0a6e5b7c9d10"
JPEG = b"\xff\xd8\xff\xe0" + b"1" * 60


def fill(**changed: Any) -> dict[str, Any]:
    """What a whole report sends; names have ``_`` for ``-``."""
    typed = {
        "number": NUMBER,
        "written": "2020-11-21T18:45:00+02:00",
        "title": "قصف مدفعي على أطراف البلدة",
        "category": ["fire", "civilian-harm"],
        "account": "سمعنا دويا متتاليا.\r\nثم رأينا دخانا.",
        "start": "2020-11-21",
        "place": "ترهونة",
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    return {name: value for name, value in typed.items() if value is not None}
