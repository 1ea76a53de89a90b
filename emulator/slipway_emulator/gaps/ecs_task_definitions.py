"""ECS: what a task definition may say, and in which form it is given back.

Wrong in moto: RegisterTaskDefinition takes Fargate sizes that do not exist, secrets without an execution role, roles
that are not there, checks that no container could run and waiting for the health of one that has none, and gives the
definition back as it came. AWS answers ClientException (Developer Guide, "Task definition parameters for Fargate",
"Task size" and "Container dependency"; API Reference, RegisterTaskDefinition, HealthCheck), fills `capabilities` and
`systemControls` in, names the host's port and its protocol, and may answer variables and secrets in another order
(terraform-provider-aws, internal/service/ecs/container_definitions.go, orders and fills in before it compares).
"""

from collections.abc import Callable
from typing import Any

from moto.ecs.exceptions import EcsClientException
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
from moto.iam.models import iam_backends

from slipway_emulator.gaps.extend import extend_method

Container = dict[str, Any]

FARGATE_MEMORY_MIB: dict[int, tuple[int, ...]] = {
    256: (512, 1024, 2048),
    512: tuple(range(1024, 4097, 1024)),
    1024: tuple(range(2048, 8193, 1024)),
    2048: tuple(range(4096, 16_385, 1024)),
    4096: tuple(range(8192, 30_721, 1024)),
    8192: tuple(range(16_384, 61_441, 4096)),
    16_384: tuple(range(32_768, 122_881, 8192)),
}
"""By CPU units."""

HEALTH_CHECK_RANGES = {"interval": (5, 300), "timeout": (2, 60), "retries": (1, 10), "startPeriod": (0, 300)}


def close() -> None:
    """Look at sizes and roles, and give values back as AWS does."""
    extend_method(EC2ContainerServiceBackend, "register_task_definition", _register_task_definition)


def _register_task_definition(
    original: Callable[..., TaskDefinition],
    backend: EC2ContainerServiceBackend,
    family: str,
    container_definitions: list[Container],
    **request: Any,
) -> TaskDefinition:
    is_fargate = "FARGATE" in (request.get("requires_compatibilities") or [])
    if is_fargate:
        _refuse_unknown_size(request.get("cpu"), request.get("memory"))
    if not request.get("execution_role_arn"):
        _refuse_without_execution_role(container_definitions, is_fargate=is_fargate)
    for role_arn in (request.get("execution_role_arn"), request.get("task_role_arn")):
        if role_arn and not role_exists(backend, role_arn):
            raise EcsClientException("Role is not valid")
    _refuse_impossible_checks(container_definitions)
    definition = original(backend, family, container_definitions, **request)
    definition.container_definitions = [
        _given_back(container, definition.network_mode) for container in definition.container_definitions
    ]
    return definition


def role_exists(backend: EC2ContainerServiceBackend, role_arn: str) -> bool:
    """A role of the account, by ARN."""
    roles = iam_backends[backend.account_id][backend.partition].roles.values()
    return any(role.arn == role_arn for role in roles)


def _refuse_unknown_size(cpu: str | None, memory: str | None) -> None:
    if not cpu or not memory:
        raise EcsClientException("Fargate requires that 'cpu' and 'memory' be defined at the task level.")
    if not cpu.isdigit() or not memory.isdigit() or int(memory) not in FARGATE_MEMORY_MIB.get(int(cpu), ()):
        raise EcsClientException(f"No Fargate configuration exists for given values: {cpu} CPU, {memory} memory.")


def _refuse_without_execution_role(containers: list[Container], *, is_fargate: bool) -> None:
    if any(container.get("secrets") for container in containers):
        raise EcsClientException(
            "When you are specifying container secrets, you must also specify a value for 'executionRoleArn'."
        )
    if is_fargate and any(".dkr.ecr." in container.get("image", "") for container in containers):
        raise EcsClientException("Fargate requires task definition to have execution role ARN to support ECR images.")
    logs = [(container.get("logConfiguration") or {}).get("logDriver") for container in containers]
    if is_fargate and "awslogs" in logs:
        raise EcsClientException(
            "Fargate requires task definition to have execution role ARN to support log driver awslogs."
        )


def _refuse_impossible_checks(containers: list[Container]) -> None:
    checks = {each["name"]: each["healthCheck"] for each in containers if each.get("healthCheck")}
    for check in checks.values():
        if check["command"][0] not in ("CMD", "CMD-SHELL"):
            raise EcsClientException("The health check command must start with CMD or CMD-SHELL.")
        for name, (least, most) in HEALTH_CHECK_RANGES.items():
            if not least <= check.get(name, least) <= most:
                raise EcsClientException(f"The health check's {name} must be between {least} and {most}.")
    for container in containers:
        for awaited in container.get("dependsOn") or []:
            if awaited["condition"] == "HEALTHY" and awaited["containerName"] not in checks:
                raise EcsClientException(f"Container {awaited['containerName']} has no health check to wait for.")


def _given_back(container: Container, network_mode: str | None) -> Container:
    changed = {"systemControls": [], **container}
    for unordered in ("environment", "secrets"):
        if changed.get(unordered):
            changed[unordered] = sorted(changed[unordered], key=lambda each: str(each["name"]), reverse=True)
    linux = changed.get("linuxParameters")
    if linux and "capabilities" in linux:
        changed["linuxParameters"] = linux | {"capabilities": {"add": [], "drop": [], **linux["capabilities"]}}
    if network_mode == "awsvpc":
        changed["portMappings"] = [
            {"hostPort": port["containerPort"], "protocol": "tcp", **port} for port in changed["portMappings"]
        ]
    return changed
