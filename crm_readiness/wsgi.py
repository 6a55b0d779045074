"""The web application for gunicorn."""

import os

import django

from crm_readiness.logs.uncaught import log_uncaught

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm_readiness.settings")
django.setup(set_prefix=False)

from crm_readiness.requests import Handler  # noqa: E402  (Django comes first)

log_uncaught()
application = Handler()
