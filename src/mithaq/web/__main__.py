"""``python -m mithaq.web``: what the commands start in a process of its own."""

from __future__ import annotations

import os
import sys

from mithaq.web.server import main

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.web.settings")
    sys.exit(main(sys.argv[1:]))
