from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from backend.app import create_app
from backend.fakes.loopback import served
from backend.settings import load_settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<title>Lornu</title>")
    return tmp_path


@contextmanager
def client_of(folder: Path) -> Iterator[httpx.Client]:
    settings = load_settings({"GEMINI_API_KEY": "key"})
    with served(create_app(settings, frontend_folder=folder)) as url, httpx.Client(base_url=url) as client:
        yield client


def test_serves_the_page_and_has_its_copies_revalidated(folder: Path) -> None:
    with client_of(folder) as client:
        response = client.get("/")
    assert response.text == "<title>Lornu</title>"
    assert response.headers["cache-control"] == "no-cache"
    assert response.headers["content-security-policy"].startswith("default-src 'self'")


def test_does_not_hide_the_other_routes(folder: Path) -> None:
    with client_of(folder) as client:
        assert client.get("/health").json() == {"status": "ok"}
        assert client.get("/nothing").json()["error"]["code"] == "not-found"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/api/generate", "POST"), ("POST", "/health", "GET"), ("HEAD", "/ready", "GET"), ("GET", "/a2a", "POST")],
)
def test_does_not_hide_which_methods_the_other_routes_have(folder: Path, method: str, path: str, allowed: str) -> None:
    with client_of(folder) as client:
        response = client.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, allowed)


def test_is_only_read(folder: Path) -> None:
    with client_of(folder) as client:
        assert client.head("/").status_code == 200
        for path in ("/", "/api/generat"):
            assert client.post(path).json()["error"]["code"] == "not-found"


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/..%2fsecret"])
def test_serves_nothing_from_outside_the_folder(folder: Path, path: str) -> None:
    (folder.parent / "secret").write_text("secret")
    with client_of(folder) as client:
        assert client.get(path).status_code == 404


def test_says_that_the_page_is_not_built(tmp_path: Path) -> None:
    with client_of(tmp_path / "absent") as client:
        response = client.get("/")
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "no-page"
