"""What the page shows: practices that keep code durable. They are part of the program, as it has no database."""

from typing import Literal

from pydantic import BaseModel

Topic = Literal["code", "delivery", "operation"]


class Practice(BaseModel):
    """One practice, and what goes wrong without it."""

    slug: str
    title: str
    topic: Topic
    without_it: str


PRACTICES: tuple[Practice, ...] = (
    Practice(
        slug="one-home-for-a-fact",
        title="A fact has one home",
        topic="code",
        without_it="two places disagree, and nobody knows which of them is right",
    ),
    Practice(
        slug="small-interfaces",
        title="An interface is smaller than what is behind it",
        topic="code",
        without_it="every change of the inside is a change for everybody",
    ),
    Practice(
        slug="failing-test-first",
        title="Each test was seen to fail once",
        topic="code",
        without_it="a test that cannot fail is taken for a proof",
    ),
    Practice(
        slug="build-once",
        title="What was tested is what is deployed, by its digest",
        topic="delivery",
        without_it="production runs an image that nobody tried",
    ),
    Practice(
        slug="no-standing-keys",
        title="No key outlives the work that it is for",
        topic="delivery",
        without_it="a key that leaked years ago still opens the door",
    ),
    Practice(
        slug="rehearsed-change",
        title="A change of infrastructure is rehearsed",
        topic="delivery",
        without_it="the first try is the one that users see",
    ),
    Practice(
        slug="drained-stop",
        title="A task that ends finishes what it began",
        topic="operation",
        without_it="each deployment breaks the requests of that second",
    ),
    Practice(
        slug="off-when-unused",
        title="What nobody uses is off",
        topic="operation",
        without_it="nights and weekends cost twice what the working hours do",
    ),
)

_BY_SLUG = {practice.slug: practice for practice in PRACTICES}


def practices_of(topic: Topic | None) -> list[Practice]:
    """All of them where no topic is asked for."""
    return [practice for practice in PRACTICES if topic in (None, practice.topic)]


def practice_named(slug: str) -> Practice | None:
    return _BY_SLUG.get(slug)
