"""The service in an answer of ECS, for the gap modules of that service."""

from typing import cast

from moto.core.responses import ActionResult
from moto.ecs.models import Service


def service_in(answer: ActionResult) -> Service:
    """What CreateService and UpdateService answer with."""
    return cast("dict[str, Service]", answer.result)["service"]
