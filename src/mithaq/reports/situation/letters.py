"""Whether the system has the letters that a report is set in."""

from __future__ import annotations

import shutil
import subprocess
from typing import Final

_SECONDS: Final = 20


def has_arabic_letters() -> bool:
    """Tell whether the system has a font with Arabic letters, as far as it can be asked."""
    program = shutil.which("fc-list")
    if program is None:
        return True
    asked = [program, ":lang=ar", "family"]
    told = subprocess.run(asked, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 - no words of others
    return bool(told.stdout.strip())
