"""ECS: a task that is run by itself comes to an end.

Wrong in moto: a task of RunTask has one container, whatever its definition says, with an exit code from the start; it
stops at the first look, without a reason, and its network interface stays for good; without security groups, or with
memory of the task alone, the call is answered with 500. On AWS it starts, runs and stops when its essential container
exits, and the network interface goes; what lacks its image, a role or a secret's value does not start, and says so.
Which images fail or stall is said by `slipway_emulator.rollouts`; each DescribeTasks is a step on the way.
"""

import inspect
from collections.abc import Callable
from copy import copy
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import Container, EC2ContainerServiceBackend, Task, TaskDefinition

from slipway_emulator.gaps.ecs_task_faults import fault_of
from slipway_emulator.gaps.extend import extend_method
from slipway_emulator.rollouts import Outcome, outcome_of

Backend = EC2ContainerServiceBackend

NEXT_STATUS = {"PROVISIONING": "RUNNING", "RUNNING": "STOPPED"}


def close() -> None:
    """Give a task all its containers, and an end."""
    extend_method(Backend, "run_task", _run_task)
    extend_method(Backend, "_calculate_task_resource_requirements", _resource_requirements)
    extend_method(Backend, "describe_tasks", _describe_tasks)
    extend_method(Backend, "list_tasks", _list_tasks)
    extend_method(Backend, "stop_task", _stop_task)


def _run_task(original: Callable[..., list[Task]], backend: Backend, *args: Any, **kwargs: Any) -> list[Task]:
    request = inspect.signature(original).bind(backend, *args, **kwargs).arguments
    known = backend._get_cluster(request["cluster_str"]).capacity_providers or []
    if any(item["capacityProvider"] not in known for item in request.get("capacity_provider_strategy") or []):
        raise InvalidParameterException("The specified capacity provider is not associated with the cluster.")
    network = request.get("networking_configuration")
    if network:
        network["awsvpcConfiguration"].setdefault("securityGroups", [])
    tasks = original(backend, *args, **kwargs)
    definition = backend.describe_task_definition(request["task_definition_str"])
    for task in tasks:
        # Moto's own way from state to state.
        task._transitions = []
        task.containers = [_container(task.containers[0], chosen) for chosen in definition.container_definitions]
        _move(task, "PROVISIONING")
    return tasks


def _resource_requirements(
    original: Callable[[Any], dict[str, Any]], _backend: Backend, definition: TaskDefinition
) -> dict[str, Any]:
    containers = [{"memory": each.get("memoryReservation", 0), **each} for each in definition.container_definitions]
    return original(SimpleNamespace(container_definitions=containers))


def _describe_tasks(
    original: Callable[[Backend, str, list[str]], list[Task]], backend: Backend, cluster_str: str, tasks: list[str]
) -> list[Task]:
    described = original(backend, cluster_str, tasks)
    for task in described:
        following = NEXT_STATUS.get(task.last_status)
        stalls = any(_outcome(container) is Outcome.STALLS for container in task.containers)
        definition = backend.describe_task_definition(task.task_definition_arn)
        fault = fault_of(backend, definition) if following == "RUNNING" else None
        if fault is not None:
            _stop(task, "TaskFailedToStart", fault)
        elif following == "STOPPED" and not stalls:
            _stop(task, "EssentialContainerExited", "Essential container in task exited")
        elif following == "RUNNING":
            vars(task)["started_at"] = utcnow()
            _move(task, following)
    return described


def _list_tasks(original: Callable[..., list[Task]], backend: Backend, *args: Any, **kwargs: Any) -> list[Task]:
    tasks = original(backend, *args, **kwargs)
    asked_for = inspect.signature(original).bind(backend, *args, **kwargs).arguments.get("desiredStatus")
    return [task for task in tasks if task.desired_status == (asked_for or "RUNNING")]


def _stop_task(
    original: Callable[[Backend, str, str, str], Task], backend: Backend, cluster_str: str, task_str: str, reason: str
) -> Task:
    known = backend.tasks.get(backend._get_cluster(cluster_str).name, {})
    if not any(arn.endswith(task_str.split("/")[-1]) for arn in known):
        raise InvalidParameterException("The referenced task was not found.")
    task = original(backend, cluster_str, task_str, reason)
    _stop(task, "UserInitiated", reason)
    return task


def _container(first: Container, definition: dict[str, Any]) -> Container:
    """Like the first one, which is all that moto makes."""
    container = copy(first)
    container.container_arn = f"{first.container_arn.rpartition('/')[0]}/{uuid4()}"
    container.name, container.image = definition["name"], definition["image"]
    container.cpu, container.memory = definition.get("cpu", 0), definition.get("memory")
    vars(container)["exitCode"] = None
    return container


def _move(task: Task, status: str) -> None:
    task.last_status = status
    for container in task.containers:
        container.last_status = "PENDING" if status == "PROVISIONING" else status


def _stop(task: Task, code: str, reason: str) -> None:
    _move(task, "STOPPED")
    task.desired_status, task.stopped_reason = "STOPPED", reason
    vars(task).update(stop_code=code, stopped_at=utcnow())
    for container in task.containers:
        if code != "TaskFailedToStart":
            container.exitCode = int(_outcome(container) is Outcome.FAILS)
    interfaces = ec2_backends[task._account_id][task.region_name].enis
    attachments: list[dict[str, Any]] = task.attachments
    for attachment in attachments:
        for detail in attachment["details"]:
            if detail["name"] == "networkInterfaceId":
                interfaces.pop(detail["value"], None)


def _outcome(container: Container) -> Outcome | None:
    return outcome_of([str(container.image)])
