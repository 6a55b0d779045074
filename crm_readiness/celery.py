"""The Celery application; workers and the scheduler start here."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm_readiness.settings")
# Matrices here are small: numpy's own threads cost more than they bring beside other processes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

app = Celery("crm_readiness")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
