"""The web application for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from crm_readiness.logs.uncaught import log_uncaught

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm_readiness.settings")

log_uncaught()
application = get_wsgi_application()
