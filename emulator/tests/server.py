"""A server process and its clients."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

PACKAGE_FOLDER = Path(__file__).parent.parent
REGION = "us-east-1"
ACCOUNT_ID = "210987654321"

Entry = dict[str, str]


@dataclass(frozen=True)
class Server:
    """A running server."""

    endpoint: str
    process: subprocess.Popen[str]

    def client(self, service: str) -> Any:
        """An AWS client that answers at once when a call fails."""
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1}),
        )

    def inventory(self) -> list[Entry]:
        """All that the account holds."""
        with urlopen(f"{self.endpoint}/slipway/inventory") as response:
            entries: list[Entry] = json.load(response)
            return entries


def start_server(*arguments: str, stdin: int = subprocess.PIPE) -> Server:
    """Start one, and read where it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "slipway_emulator", "--account-id", ACCOUNT_ID, *arguments],
        cwd=PACKAGE_FOLDER,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    ready = json.loads(process.stdout.readline())
    assert ready["pid"] == process.pid
    return Server(f"http://127.0.0.1:{ready['port']}", process)


@contextmanager
def running_server(*arguments: str, stdin: int = subprocess.PIPE) -> Iterator[Server]:
    """A server that ends with the block."""
    server = start_server(*arguments, stdin=stdin)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.wait()


@contextmanager
def refused(code: str, reason: str = "") -> Iterator[None]:
    """The block's request is answered with that AWS error code, and a message that holds the reason."""
    with pytest.raises(ClientError, match=reason or None) as caught:
        yield
    assert caught.value.response["Error"]["Code"] == code, caught.value
