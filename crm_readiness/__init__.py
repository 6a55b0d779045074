"""The project: settings, addresses, and the entry points of the processes."""

from crm_readiness.celery import app as celery_app

__all__ = ["celery_app"]
