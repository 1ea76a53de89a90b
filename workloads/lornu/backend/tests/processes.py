"""The program and its fakes as processes of their own, as a task runs them."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKLOAD_FOLDER = Path(__file__).parent.parent.parent
GEMINI_API_KEY = "AIza-canary-key-of-the-language-model"
_PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Backend:
    """A running program and what it has written."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def websocket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/ws"

    def logs(self, **expected: object) -> list[dict[str, Any]]:
        """The log's lines with these fields."""
        lines = [json.loads(line) for line in self.output.read_text().splitlines()]
        return [line for line in lines if expected.items() <= line.items()]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(_PATIENCE_SECONDS)


@contextmanager
def running_backend(folder: Path, environment: Mapping[str, str]) -> Iterator[Backend]:
    """On a port that the system chooses. What it writes goes to one file, in which every line must be JSON."""
    output = folder / "output"
    with output.open("wb") as file:
        process = _start("backend.main", environment=dict(environment) | {"PORT": "0"}, stdout=file)
    try:
        eventually(lambda: process.poll() is not None or '"port"' in output.read_text())
        if process.poll() is not None:
            raise AssertionError(output.read_text())
        first_line = output.read_text().splitlines()[0]
        yield Backend(process, json.loads(first_line)["port"], output)
    finally:
        process.kill()
        process.wait()


@contextmanager
def running_fake(module: str, *arguments: str) -> Iterator[str]:
    """The address that the fake prints."""
    process = _start(module, *arguments, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().decode().removeprefix("listening on ").strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def run_to_end(environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A program that is expected not to start."""
    return subprocess.run(
        [sys.executable, "-m", "backend.main"],
        cwd=WORKLOAD_FOLDER,
        env=_environment(environment),
        capture_output=True,
        text=True,
        timeout=_PATIENCE_SECONDS,
        check=False,
    )


def eventually(holds: Callable[[], bool], seconds: float = _PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError("it did not come about")
        time.sleep(0.02)


def _start(module: str, *arguments: str, stdout: Any, environment: Mapping[str, str] | None = None) -> Any:
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=WORKLOAD_FOLDER,
        env=_environment(environment or {}),
        stdout=stdout,
        stderr=subprocess.STDOUT,
    )


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Nothing of the tester's own settings, which may hold a real key."""
    return {"PATH": os.environ["PATH"], "PYTHONUNBUFFERED": "1", **variables}
