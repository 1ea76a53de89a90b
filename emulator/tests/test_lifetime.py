import os
import signal
import socket
import subprocess
import sys
import time
from urllib.parse import urlparse

import pytest

from tests.server import ACCOUNT_ID, PACKAGE_FOLDER, Server, running_server, start_server

SOON_SECONDS = 5


def listens(server: Server) -> bool:
    url = urlparse(server.endpoint)
    with socket.socket() as connection:
        return connection.connect_ex((url.hostname, url.port)) == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_at_once(number: signal.Signals) -> None:
    server = start_server()
    server.process.send_signal(number)
    assert server.process.wait(SOON_SECONDS) == 0
    assert not listens(server)


def test_ends_when_its_standard_input_closes() -> None:
    server = start_server()
    assert server.process.stdin is not None
    server.process.stdin.close()
    assert server.process.wait(SOON_SECONDS) == 0


def test_ends_when_its_parent_is_killed() -> None:
    """The input stays open here, held by this test, so only the parent's end can be the reason."""
    reading, writing = os.pipe()
    starter = (
        "import subprocess, sys, time;"
        "subprocess.Popen([sys.executable, '-m', 'slipway_emulator'], stdin=int(sys.argv[1]));"
        "time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", starter, str(reading)],
        cwd=PACKAGE_FOLDER,
        pass_fds=[reading],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    parent.kill()
    assert parent.stdout.read() == b""
    os.close(reading)
    os.close(writing)
    parent.wait()


def test_outlives_its_input_when_detached() -> None:
    with running_server("--detach", stdin=subprocess.DEVNULL) as server:
        time.sleep(1)
        assert server.process.poll() is None
        assert server.client("sts").get_caller_identity()["Account"] == ACCOUNT_ID


def test_listens_on_the_loopback_address_alone(emulator: Server) -> None:
    port = urlparse(emulator.endpoint).port
    with socket.socket() as connection:
        connection.bind(("127.0.0.2", 0))
        assert connection.connect_ex(("127.0.0.2", port)) != 0


@pytest.mark.parametrize("wrong", [["--account-id", "12345"], ["--port", "70000"], ["--colour"]], ids=" ".join)
def test_refuses_a_wrong_option(wrong: list[str]) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "slipway_emulator", *wrong],
        cwd=PACKAGE_FOLDER,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 2
    assert wrong[0] in finished.stderr
    assert "Traceback" not in finished.stderr
