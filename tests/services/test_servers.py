"""The private servers: they answer, and nothing of them is left afterwards."""

import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
import redis

from tests.services.requirements import need
from tests.services.servers import private_postgres, private_redis
from tests.services.stack import wait_for

pytestmark = pytest.mark.embedded  # they are what the other run stands on

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def test_postgres_answers_and_is_gone_afterwards():
    need("postgres")
    with private_postgres() as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        folder = Path(connection.execute("SHOW data_directory").fetchone()[0]).parent
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_redis_answers_and_is_gone_after_a_failure():
    need("redis-server")
    servers = ExitStack()
    url = servers.enter_context(private_redis())
    with redis.Redis.from_url(url) as client:
        assert client.ping()
        folder = Path(client.config_get("dir")["dir"])
    servers.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    assert not folder.exists()
    with redis.Redis.from_url(url) as client, pytest.raises(redis.ConnectionError):
        client.ping()


def test_a_killed_test_run_takes_its_server_along():
    need("redis-server")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_A_SERVER], cwd=BASE_DIR, stdout=subprocess.PIPE, text=True
    )
    url = holder.stdout.readline().strip()
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with redis.Redis.from_url(url) as client:
        wait_for(lambda: _is_gone(client), "the end of the server")


HOLD_A_SERVER = """
from tests.services.servers import private_redis
with private_redis() as url:
    print(url, flush=True)
    import time
    time.sleep(60)
"""


def _is_gone(client):
    try:
        client.ping()
    except redis.ConnectionError:
        return True
    time.sleep(0.1)
    return False
