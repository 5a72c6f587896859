"""The workbench as a WSGI application, for a server of your own: ``gunicorn mithaq.web.wsgi``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from mithaq.web.bodies import require_whole

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.web.settings")
application = require_whole(get_wsgi_application())
