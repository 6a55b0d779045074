"""The configuration of logging, the same for Django, gunicorn and Celery."""

from typing import Any


def configuration(level: str) -> dict[str, Any]:
    """Return it in the form of `logging.config.dictConfig`."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "crm_readiness.logs.lines.LineFormatter"}},
        "handlers": {
            "console": {"class": "crm_readiness.logs.lines.Console", "formatter": "line"},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Libraries bring handlers of their own, with formatters of their own; none stays.
            # Among them is the one that mails whole requests to ADMINS.
            **{
                name: {"handlers": [], "level": "NOTSET", "propagate": True}
                for name in ("django", "django.server", "celery.task", "celery.redirected")
            },
            # Refusals (4xx) are answers; a missing role would come with a traceback. Failures stay.
            "django.request": {"level": "ERROR"},
            "kombu": {"level": "WARNING"},
            "celery": {"handlers": [], "level": "WARNING", "propagate": True},
            "gunicorn.error": {"handlers": [], "level": "WARNING", "propagate": True},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }
