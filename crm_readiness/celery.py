"""The Celery application; workers and the scheduler start here."""

import os
from logging.config import dictConfig
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm_readiness.settings")
# Matrices here are small: numpy's own threads cost more than they bring beside other processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = Celery("crm_readiness")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_log(**_signal: Any) -> None:
    """Log as the web server does; Celery's own way writes the arguments of tasks down."""
    from django.conf import settings

    from crm_readiness.logs.uncaught import log_uncaught

    dictConfig(settings.LOGGING)
    log_uncaught()
