"""The product's settings with the pages and tasks of `broken_pages`, for its real processes."""

from crm_readiness import environment as env
from crm_readiness.settings import *  # noqa: F403 - settings on top of the product's

ROOT_URLCONF = "tests.crm_readiness.logs.broken_pages"
CELERY_IMPORTS = ["tests.crm_readiness.logs.broken_pages"]

if env.flag("LEAKY", default=False):  # as most products log
    LOGGING = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "INFO"},
    }
