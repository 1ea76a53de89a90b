"""One of each for these tests."""

from collections.abc import Iterator

import pytest

from tests.authorization.asked import Asked, asking


@pytest.fixture(scope="session")
def asked() -> Iterator[Asked]:
    """An emulator whose authorizer allows what a test does not deny."""
    with asking() as both:
        yield both
