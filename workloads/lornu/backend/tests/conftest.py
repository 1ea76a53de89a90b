from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from backend.tests.processes import GEMINI_API_KEY, Backend, running_backend, running_fake

StartBackend = Callable[..., Backend]
Calls = Callable[[], dict[str, int]]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def gemini() -> Iterator[str]:
    with running_fake("backend.fakes.gemini", "--port", "0", "--interval-seconds", "0.01") as url:
        yield url


@pytest.fixture
def calls(gemini: str) -> Calls:
    """The language model's calls since the test began."""

    def now() -> dict[str, int]:
        counts: dict[str, int] = httpx.get(f"{gemini}/calls").json()
        return counts

    before = now()
    return lambda: {name: count - before[name] for name, count in now().items()}


@pytest.fixture
def start_backend(gemini: str, tmp_path: Path) -> Iterator[StartBackend]:
    """A process with these variables, beside the ones that each needs."""
    needed = {"GEMINI_API_KEY": GEMINI_API_KEY, "GOOGLE_GEMINI_BASE_URL": gemini}
    with ExitStack() as processes:
        yield lambda **variables: processes.enter_context(running_backend(tmp_path, needed | variables))


@pytest.fixture(scope="session")
def backend(gemini: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """One process for the tests that leave it as it was."""
    needed = {"GEMINI_API_KEY": GEMINI_API_KEY, "GOOGLE_GEMINI_BASE_URL": gemini}
    with running_backend(tmp_path_factory.mktemp("backend"), needed) as process:
        yield process
