import pytest
from fastapi.testclient import TestClient

from app.api import create_app
from app.practices import PRACTICES
from app.settings import Settings

client = TestClient(
    create_app(Settings(port=8000, environment="staging", idle_timeout_seconds=60, stop_timeout_seconds=30))
)


def test_is_healthy() -> None:
    assert client.get("/api/health").json() == {"status": "ok"}


def test_says_where_it_runs() -> None:
    assert client.get("/api/about").json() == {"environment": "staging"}


def test_lists_all_practices() -> None:
    assert [each["slug"] for each in client.get("/api/practices").json()] == [each.slug for each in PRACTICES]


def test_lists_those_of_one_topic() -> None:
    listed = client.get("/api/practices", params={"topic": "delivery"}).json()
    assert {each["topic"] for each in listed} == {"delivery"}


def test_refuses_a_topic_that_is_none() -> None:
    assert client.get("/api/practices", params={"topic": "fashion"}).status_code == 422


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda each: each.slug)
def test_shows_one_practice(practice: object) -> None:
    slug = getattr(practice, "slug", "")
    assert client.get(f"/api/practices/{slug}").json()["slug"] == slug


def test_says_that_a_practice_is_not_there() -> None:
    answer = client.get("/api/practices/none")
    assert (answer.status_code, answer.json()) == (404, {"detail": "there is no practice none"})


def test_answers_nothing_outside_of_api() -> None:
    assert client.get("/health").status_code == 404


def test_answers_are_not_kept() -> None:
    assert client.get("/api/practices").headers["cache-control"] == "no-store"


def test_slugs_are_told_apart() -> None:
    assert len({each.slug for each in PRACTICES}) == len(PRACTICES)
