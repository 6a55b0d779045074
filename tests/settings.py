"""The product's settings for tests: a data folder of their own and nothing from the outside.

A test never meets the operator's database, queue or data: every variable of the product is
dropped first. PostgreSQL and Redis come in only through the private servers of
`python -m tests.services`.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# The folder is shared with the processes of pytest-xdist; its maker deletes it.
if "TEST_FOLDER" not in os.environ:
    os.environ["TEST_FOLDER"] = tempfile.mkdtemp(prefix="crm-readiness-tests-")
    atexit.register(shutil.rmtree, os.environ["TEST_FOLDER"], ignore_errors=True)

TEST_FOLDER = Path(os.environ["TEST_FOLDER"])
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

VARIABLES = (
    "ALLOWED_HOSTS",
    "BACKUP_DIR",
    "BEHIND_PROXY",
    "CSRF_TRUSTED_ORIGINS",
    "DATABASE_URL",
    "DATA_DIR",
    "DEBUG",
    "DEMO",
    "EMAIL_FROM",
    "EMAIL_URL",
    "HOST",
    "HSTS_SECONDS",
    "LOG_LEVEL",
    "PORT",
    "PRODUCTION",
    "PUBLIC_URL",
    "REDIS_URL",
    "REHEARSAL_URL",
    "REPORT_LEASE_SECONDS",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "SSL_REDIRECT",
    "TIME_ZONE",
    "WEB_THREADS",
    "WEB_WORKERS",
    "WORKER_PROCESSES",
)
for _name in VARIABLES:
    os.environ.pop(_name, None)

os.environ["DATA_DIR"] = str(TEST_FOLDER / WORKER)
os.environ["LOG_LEVEL"] = "WARNING"
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
if "TEST_REDIS_URL" in os.environ:
    # Each process has a Redis database of its own: main 0, gw0 1, gw1 2 …
    _number = 0 if WORKER == "main" else int(WORKER.removeprefix("gw")) + 1
    os.environ["REDIS_URL"] = f"{os.environ['TEST_REDIS_URL']}/{_number}"

from crm_readiness.settings import *  # noqa: E402, F403  (the environment comes first)
from crm_readiness.settings import DATA_DIR, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402 - as above

# A file, not memory: threads of a live server must meet the locks that users meet.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}

STATIC_ROOT.mkdir(exist_ok=True)  # empty; whitenoise wants it to be there
# Quick stand-ins: no manifest to collect, and passwords that cost nothing to check.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

WORK_OFF_REQUEST = False  # a thread would wait for the transaction of its test

# A process that a test starts stays in the temporary folder, and off the servers unless told.
for _name in ("DATABASE_URL", "REDIS_URL", "LOG_LEVEL"):
    os.environ.pop(_name, None)
