"""Settings of gunicorn, the web server: `gunicorn -c python:crm_readiness.web_server`.

Loaded alike by `make run` and by the container.
"""

import gc
import os
from pathlib import Path
from typing import Any

from crm_readiness import environment as env
from crm_readiness.logs.configuration import configuration

_memory = Path("/dev/shm")  # noqa: S108  (gunicorn makes its own private file there)

HOST = env.text("HOST", "127.0.0.1") or "127.0.0.1"  # empty would mean every network
PORT = env.number("PORT", 8000, least=1)

wsgi_app = "crm_readiness.wsgi:application"
bind = f"{HOST}:{PORT}"
worker_class = "crm_readiness.web_worker.Worker"
workers = env.number("WEB_WORKERS", 2, least=1)
threads = env.number("WEB_THREADS", 4, least=1)
# Loaded once and then forked: half the start-up, shared memory. Nothing connects while loading.
preload_app = True
keepalive = 15  # a person answering taps again within seconds; idle connections hold no thread
timeout = 60
graceful_timeout = 10
# Addresses and headers are short here; the longest header is that of the cookies.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
max_requests = 50_000
max_requests_jitter = 5_000
# Workers show that they live by touching a file; on a slow disk that can block them.
worker_tmp_dir = str(_memory) if os.access(_memory, os.W_OK) else None
control_socket_disable = True
accesslog = None  # addresses hold codes and links
loglevel = "warning"
logconfig_dict = configuration(env.text("LOG_LEVEL", "INFO").upper())


def post_fork(_server: Any, _worker: Any) -> None:
    """Spare the collector what was loaded before the fork; it would look at it again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
