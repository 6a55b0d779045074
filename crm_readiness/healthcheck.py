"""Asks the web server beside it whether it and its database work; for containers.

python -m crm_readiness.healthcheck
"""

import http.client
import os
import sys

from crm_readiness.web_server import PORT


def main() -> int:
    """Return 0 where the answer is "ok", 1 otherwise."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm_readiness.settings")
    from django.conf import settings

    host = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"), "localhost")
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
    try:
        # It comes from inside, past the proxy, so it says itself what the proxy would.
        connection.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        healthy = answer.status == http.HTTPStatus.OK and answer.read() == b"ok"
    except (OSError, http.client.HTTPException):
        healthy = False
    return 0 if healthy else 1


if __name__ == "__main__":
    sys.exit(main())
