"""ECS: the latest revision of a family.

Wrong in moto: DescribeTaskDefinition of a family answers with its highest revision even after that one was
deregistered. AWS answers with the highest active one, and refuses where there is none.
"""

from collections.abc import Callable

from moto.ecs.exceptions import EcsClientException
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Look at active revisions only."""
    extend_method(EC2ContainerServiceBackend, "describe_task_definition", _describe_task_definition)


def _describe_task_definition(
    original: Callable[[EC2ContainerServiceBackend, str], TaskDefinition],
    backend: EC2ContainerServiceBackend,
    task_definition_str: str,
) -> TaskDefinition:
    family = task_definition_str.split("/")[-1]
    if ":" in family:
        return original(backend, task_definition_str)
    revisions = backend.task_definitions.get(family, {})
    active = [revision for revision, definition in revisions.items() if definition.status == "ACTIVE"]
    if not active:
        raise EcsClientException("Unable to describe task definition.")
    return original(backend, f"{family}:{max(active)}")
