"""Dockerfile and compose.yaml agree with the code, and what they start does start.

There is no Docker here: the commands run as processes of this machine.
"""

import json
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.crm_readiness.test_configuration_page import defaults_in_code
from tests.services.servers import free_port
from tests.services.stack import wait_for

BASE_DIR = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((BASE_DIR / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name for name, service in SERVICES.items() if "build" in service}
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()
VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::[-?]([^}]*))?\}")


def image_environment():
    """Return what ENV sets in the final image."""
    final = DOCKERFILE.rpartition("\nFROM ")[2].replace("\\\n", " ")
    lines = [line.removeprefix("ENV ") for line in final.splitlines() if line.startswith("ENV ")]
    return dict(pair.split("=", 1) for line in lines for pair in line.split())


def image_command():
    """Return the image's default command."""
    return json.loads(re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)[-1])


@pytest.fixture
def environment(tmp_path):
    """The environment of a container, on this machine's folders and SQLite."""
    example = _env_file()
    own = {
        name: VARIABLE.sub(lambda found: example.get(found[1]) or _by_hand(found[2]), value)
        for name, value in SERVICES["web"]["environment"].items()
    }
    kept = {name: os.environ[name] for name in ("LANG", "HOME", "TMPDIR") if name in os.environ}
    return {
        **kept,
        **image_environment(),
        **own,
        # Where this machine differs from a container:
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
    }


def _by_hand(default):
    """Return what an operator fills in; what may stay empty stays so."""
    return "" if default == "" else secrets.token_urlsafe(50)


@pytest.fixture
def start(environment, tmp_path):
    """Return a function that starts a command; all are ended at the end."""
    running = []

    def start(command):
        log = tmp_path / f"{len(running)}.log"
        with log.open("w") as output:
            process = subprocess.Popen(
                command, cwd=BASE_DIR, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        running.append(process)
        return process, log

    yield start
    for process in running:
        process.terminate()
        process.wait(30)


def test_there_is_a_service_for_every_role():
    assert set(SERVICES) == {"prepare", "web", "worker", "beat", "postgres", "redis"}
    assert {"prepare", "web", "worker", "beat"} == OURS


def test_our_services_get_only_variables_the_code_reads():
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= set(defaults_in_code())
    of_python = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
    assert set(image_environment()) - of_python <= set(defaults_in_code())


def test_the_example_file_names_exactly_what_compose_asks_for():
    asked = {found[0] for found in VARIABLE.findall((BASE_DIR / "compose.yaml").read_text())}
    assert set(_env_file()) == asked


def test_defaults_are_the_same_everywhere():
    """Where compose or the example differ from the code, they do so on purpose."""
    on_purpose = {"BEHIND_PROXY": {"1"}}
    code = {name: {default.strip("`") for default in defaults_in_code()[name]} for name in _sizes()}
    wanted = code | on_purpose
    assert _sizes() == wanted
    assert {name: {value} for name, value in _env_file().items() if name in wanted} == wanted


def test_secrets_have_no_default():
    text = (BASE_DIR / "compose.yaml").read_text()
    for secret in ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"):
        assert set(re.findall(rf"\$\{{{secret}\b(..)", text)) == {":?"}
        assert _env_file()[secret] == ""


def test_servers_start_after_the_preparation():
    assert "postgres" in SERVICES["prepare"]["depends_on"]
    for name in OURS - {"prepare"}:
        condition = SERVICES[name]["depends_on"]["prepare"]["condition"]
        assert condition == "service_completed_successfully"


def test_redis_keeps_everything():
    command = " ".join(SERVICES["redis"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_data_lie_on_volumes():
    assert set(COMPOSE["volumes"]) == {"postgres", "redis"}
    assert SERVICES["postgres"]["volumes"] == ["postgres:/var/lib/postgresql/data"]
    assert SERVICES["redis"]["volumes"] == ["redis:/data"]


def test_the_image_installs_by_hash_and_runs_without_privileges():
    assert "--require-hashes --requirement requirements.txt" in DOCKERFILE
    assert DOCKERFILE.index("\nUSER crm\n") < DOCKERFILE.index("collectstatic")
    assert DOCKERFILE.count("\nUSER ") == 1


def test_what_must_not_enter_the_image_is_left_out():
    ignored = (BASE_DIR / ".dockerignore").read_text().split()
    assert {".env", ".git", ".venv", "var"} <= set(ignored)


def test_the_preparation_and_the_web_server_start(environment, start):
    prepare, log = start(SERVICES["prepare"]["command"])
    assert prepare.wait(120) == 0, log.read_text()
    assert "demo" not in log.read_text().lower()

    web, log = start(image_command())
    check = SERVICES["web"]["healthcheck"]["test"]
    assert check[0] == "CMD"
    wait_for(lambda: _exit_code(check[1:], environment) == 0, "a healthy web server")

    url = f"http://127.0.0.1:{environment['PORT']}/healthz"
    headers = {"Host": environment["ALLOWED_HOSTS"], "X-Forwarded-Proto": "https"}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        assert answer.read() == b"ok"
    web.send_signal(signal.SIGTERM)
    assert web.wait(30) == 0, log.read_text()
    assert _exit_code(check[1:], environment) == 1


def test_worker_and_scheduler_start(environment, start):
    prepare, _ = start(SERVICES["prepare"]["command"])
    assert prepare.wait(120) == 0
    worker, log = start([VARIABLE.sub(r"\2", word) for word in SERVICES["worker"]["command"]])
    scheduler, scheduler_log = start(SERVICES["beat"]["command"])

    kind, check = SERVICES["worker"]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    check = ["sh", "-c", check.replace("$$", "$")]
    environment["HOSTNAME"] = socket.gethostname()
    wait_for(lambda: _exit_code(check, environment) == 0, "a healthy worker")
    wait_for(lambda: "celery beat" in scheduler_log.read_text(), "a scheduler")
    for process, output in ((worker, log), (scheduler, scheduler_log)):
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, output.read_text()


def _env_file():
    lines = (BASE_DIR / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def _sizes():
    """Return the defaults that compose gives, of the variables that have one."""
    found = VARIABLE.findall((BASE_DIR / "compose.yaml").read_text())
    sizes = {}
    for name, default in found:
        if default and not default.startswith("set it"):
            sizes.setdefault(name, set()).add(default)
    return sizes


def _exit_code(command, environment):
    return subprocess.run(command, cwd=BASE_DIR, env=environment, check=False).returncode
