"""The launcher: starts everything, survives a death, leaves nothing behind."""

import os
import signal
import socket
import sqlite3
import time
import urllib.request
from http import HTTPStatus

import pytest

from crm_readiness.launch import LaunchError, Service, check_port
from tests.services.stack import Stack, wait_for


@pytest.fixture
def stack(tmp_path):
    """A product of one test's own, which may break it."""
    with Stack(tmp_path / "a folder") as stack:
        wait_for(lambda: _is_complete(stack), "a complete set of processes")
        yield stack


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A product for the tests that leave it running and whole."""
    with Stack(tmp_path_factory.mktemp("launch") / "a folder") as stack:
        wait_for(lambda: _is_complete(stack), "a complete set of processes")
        yield stack


@pytest.fixture
def launch(tmp_path):
    """Return a function that runs the launcher to its end; it gives the exit code and output."""
    stacks = []

    def launch(folder=tmp_path / "other", **environment):
        stack = Stack(folder, **environment)
        stacks.append(stack)
        return stack.launch().wait(60), stack.output()

    yield launch
    for stack in stacks:
        stack.kill()


def _is_complete(stack):
    # gunicorn: parent and two workers; Celery: parent, scheduler and two for tasks.
    return (len(stack.web_processes()), len(stack.worker_processes())) == (3, 4)


def _status(stack):
    with urllib.request.urlopen(f"{stack.address}/healthz", timeout=10) as answer:
        return answer.status


@pytest.mark.services
def test_it_answers_and_says_where(shared):
    assert _status(shared) == HTTPStatus.OK
    assert f"CRM Readiness is running: http://localhost:{shared.port}/\n" in shared.output()


@pytest.mark.services
def test_it_starts_without_a_warning(shared):
    assert "Warning" not in shared.output()
    assert "Traceback" not in shared.output()


@pytest.mark.parametrize(
    "number",
    [pytest.param(signal.SIGINT, marks=pytest.mark.services), signal.SIGTERM, signal.SIGHUP],
)
def test_a_signal_stops_everything_and_is_no_failure(stack, number):
    assert stack.stop(number) == 0
    assert stack.processes() == []
    assert "Stopping …\n" in stack.output()
    assert stack.output().endswith("Stopped.\n")


def test_a_browser_that_keeps_its_connection_does_not_delay_the_stop(stack):
    with socket.create_connection(("127.0.0.1", stack.port)) as idle:
        idle.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert idle.recv(12) == b"HTTP/1.1 200"
        assert stack.stop() == 0
    assert stack.processes() == []


@pytest.mark.services
def test_a_killed_worker_comes_back(shared):
    before = shared.worker_processes()
    shared.kill9_worker()
    wait_for(
        lambda: (
            not {process.pid for process in shared.processes()}
            & {process.pid for process in before}
        ),
        "the end of the old worker's children",
    )
    wait_for(lambda: _is_complete(shared), "a new worker")
    assert "The worker stopped (signal 9); it is started again." in shared.output()


def test_a_killed_web_server_comes_back(shared):
    os.kill(shared.web_processes()[0].pid, signal.SIGKILL)
    wait_for(lambda: "The web server stopped (signal 9)" in shared.output(), "a line about it")
    wait_for(lambda: _is_complete(shared), "a new web server")
    assert _status(shared) == HTTPStatus.OK


def test_a_killed_launcher_takes_everything_along(stack):
    stack.launcher.kill()
    stack.launcher.wait()
    stack.launcher = None
    wait_for(lambda: stack.processes() == [], "the end of all processes")


def test_the_children_of_a_killed_worker_end_without_the_launcher(stack):
    """With the launcher stopped in its tracks, only the kernel can end them."""
    time.sleep(1)  # each child binds itself to its parent as its first act
    stack.launcher.send_signal(signal.SIGSTOP)
    stack.kill9_worker()
    try:
        wait_for(lambda: stack.worker_processes() == [], "the end of the children")
    finally:
        stack.launcher.send_signal(signal.SIGCONT)


def test_a_second_start_keeps_the_data_of_the_first(tmp_path):
    stack = Stack(tmp_path / "data")
    stack.folder.mkdir()  # so that the first start is a real one, not seeded
    with stack:
        stack.manage("shell", "-c", _CREATE_WORKSPACE)
        secret = (stack.folder / "secret_key").read_text()
        assert stack.stop() == 0
        stack.start()
        with sqlite3.connect(stack.folder / "crm-readiness.sqlite3") as database:
            names = database.execute("SELECT name FROM accounts_workspace").fetchall()
    assert names == [("Kept",)]
    assert (stack.folder / "secret_key").read_text() == secret


_CREATE_WORKSPACE = (
    "from accounts.models import Workspace; Workspace.objects.create(name='Kept', slug='kept')"
)


def test_a_port_in_use_is_named_and_nothing_is_started(launch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, output = launch(PORT=str(port))
    assert code == 1
    assert output == (
        f"Port {port} on 127.0.0.1 cannot be used: Address already in use.\n"
        f"Stop what uses it, or take another one: make run PORT={port + 1}\n"
    )
    assert not (tmp_path / "other").exists()


def test_a_free_port_is_accepted():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(LaunchError, match=f"Port {port} on 127.0.0.1"):
            check_port("127.0.0.1", port)
    check_port("127.0.0.1", port)


def test_two_launchers_do_not_share_a_data_folder(shared, launch):
    code, output = launch(DATA_DIR=str(shared.folder))
    assert code == 1
    assert output == f"CRM Readiness already runs on the data in {shared.folder}.\n"


def test_a_wrong_number_is_named(launch):
    assert launch(PORT="eighty") == (1, "PORT is 'eighty'; expected a whole number\n")


def test_a_failing_preparation_starts_nothing(launch):
    code, output = launch(DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert code == 1
    assert output.endswith("The preparation failed; nothing was started.\n")


def test_pauses_grow_and_end_in_giving_up():
    service = Service("worker", ())
    assert [service.pause(float(now)) for now in range(5)] == [0, 1, 3, 7, 15]
    with pytest.raises(LaunchError, match="The worker died 6 times in a row; giving up"):
        service.pause(5.0)


def test_deaths_far_apart_are_forgotten():
    service = Service("worker", ())
    assert [service.pause(now * 1000.0) for now in range(10)] == [0] * 10
