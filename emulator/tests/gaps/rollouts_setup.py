"""Images that do not start, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

from tests.server import Server


@contextmanager
def marked(server: Server, digest: str, outcome: str) -> Iterator[None]:
    """What runs this image ends so, until the block ends."""
    mark(server, digest, "PUT", outcome)
    try:
        yield
    finally:
        mark(server, digest, "DELETE")


def mark(server: Server, digest: str, method: str, body: str = "") -> int:
    """The status of the answer."""
    request = Request(f"{server.endpoint}/slipway/rollouts/{digest}", body.encode(), method=method)
    with urlopen(request) as response:
        status: int = response.status
        return status
