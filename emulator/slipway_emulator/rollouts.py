"""Which images do not start: how a test makes ECS roll a deployment back, or leave it unfinished, or a task fail.

`PUT /slipway/rollouts/DIGEST` with the body `fails` or `stalls` marks an image, `DELETE` takes the mark away.
"""

from enum import StrEnum

ROLLOUTS_PATH = "/slipway/rollouts/"


class Outcome(StrEnum):
    """What becomes of a deployment, or a task, of a marked image."""

    FAILS = "fails"
    STALLS = "stalls"


_marks: dict[str, Outcome] = {}


def mark_image(digest: str, outcome: Outcome) -> None:
    """From now on, deployments of this image end so."""
    _marks[digest] = outcome


def unmark_image(digest: str) -> None:
    """Deployments of this image succeed, also one that was left unfinished."""
    _marks.pop(digest, None)


def outcome_of(images: list[str]) -> Outcome | None:
    """None where all of them start."""
    digests = [image.partition("@")[2] for image in images]
    return next((_marks[digest] for digest in digests if digest in _marks), None)
