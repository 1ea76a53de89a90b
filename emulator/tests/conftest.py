"""Two servers for all tests: Slipway's, and moto as it is."""

from collections.abc import Iterator

import pytest

from tests.server import Server, running_server


@pytest.fixture(scope="session")
def emulator() -> Iterator[Server]:
    """Slipway's emulator."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def plain_moto() -> Iterator[Server]:
    """Moto without extensions: what a gap module mends must be seen to be broken here."""
    with running_server("--plain") as server:
        yield server
