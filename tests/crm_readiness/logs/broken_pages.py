"""Pages and tasks that fail with a secret in every text that could reach the log.

With LEAKY=1 the process logs with Python's own formatter: the negative control.
"""

import logging
import threading
import warnings

from celery import shared_task
from django.core.exceptions import DisallowedHost, SuspiciousOperation
from django.db import IntegrityError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

log = logging.getLogger(__name__)


@shared_task(name="tests.broken")
def broken_task(secret: str) -> None:
    log.warning("A task was given %s", secret)
    raise ValueError(f"The task broke at {secret}")


def broken(request: HttpRequest, link: str) -> HttpResponse:
    """Fail with everything the request brings."""
    raise ValueError(f"{link} {request.path} {request.COOKIES} {request.POST} {request.META}")


def broken_row(request: HttpRequest, link: str) -> HttpResponse:
    """Fail as databases do, with the row in the text and the cause behind it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s FROM nowhere", [link])
    except Exception as error:
        answer = request.POST.get("answer", "")
        raise IntegrityError(f"Key (token_hash, answer)=({link}, {answer}) exists") from error
    return HttpResponse()


def broken_beside(request: HttpRequest, link: str) -> HttpResponse:
    """Fail in a thread, in a task, in a warning and in careless log lines."""
    thread = threading.Thread(target=_fail, args=(link,))
    thread.start()
    thread.join()
    broken_task.delay(link)
    warnings.warn(f"Odd link {link}", stacklevel=1)
    log.warning("Somebody came with %s", link)
    log.warning(f"Somebody came with {link}")  # noqa: G004 - what must not be written, was
    log.warning(ValueError(link))
    log.warning("%d came", link)
    log.info("Wrong number of values %s", link, link)  # noqa: PLE1205 - on purpose
    return HttpResponse("done")


def suspicious(request: HttpRequest, link: str) -> HttpResponse:
    raise SuspiciousOperation(f"{link} is odd")


def wrong_host(request: HttpRequest, link: str) -> HttpResponse:
    raise DisallowedHost(f"Invalid host {link}.example")


def _fail(link: str) -> None:
    raise ValueError(f"The thread broke at {link}")


urlpatterns = [
    path("i/<str:link>/broken/", broken),
    path("i/<str:link>/row/", broken_row),
    path("i/<str:link>/beside/", broken_beside),
    path("i/<str:link>/suspicious/", suspicious),
    path("i/<str:link>/host/", wrong_host),
    path("", include("crm_readiness.urls")),
]
handler500 = "crm_readiness.failures.server_error"
