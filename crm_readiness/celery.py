"""The Celery application; workers and the scheduler start here."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm_readiness.settings")

app = Celery("crm_readiness")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
