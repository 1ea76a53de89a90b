"""Why a task does not start, for the gap modules of ECS.

On AWS it needs an execution role that ECS can assume, each secret's value, the log group and the image (Developer
Guide, "Amazon ECS stopped tasks error messages"). What is in another account or registry is taken to be there, and
whether the role may read all this is judged elsewhere. A role's trust is read without its conditions.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from moto.core.exceptions import JsonRESTError, ServiceException
from moto.ecr.models import ecr_backends
from moto.ecs.models import EC2ContainerServiceBackend, TaskDefinition
from moto.iam.models import iam_backends
from moto.logs.models import logs_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.ssm.models import ssm_backends

Backend = EC2ContainerServiceBackend
Container = dict[str, Any]

IMAGE = re.compile(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/([^:@]+)(?::([^@]+))?(?:@(.+))?")
TASKS = "ecs-tasks.amazonaws.com"


def fault_of(backend: Backend, definition: TaskDefinition) -> str | None:
    """The reason that ECS would give, or None where the task starts."""
    return next(_faults(backend, definition), None)


def _faults(backend: Backend, definition: TaskDefinition) -> Iterator[str]:
    for role_arn in (getattr(definition, "execution_role_arn", None), getattr(definition, "task_role_arn", None)):
        if role_arn and not _is_trusting(backend, role_arn):
            yield (
                f"ECS was unable to assume the role '{role_arn}' that was provided for this task. Please verify that "
                "the role being passed has the proper trust relationship and permissions."
            )
    for container in definition.container_definitions:
        yield from _secret_faults(backend, container)
        yield from _log_faults(backend, container)
        yield from _image_faults(str(container["image"]))


def _is_trusting(backend: Backend, role_arn: str) -> bool:
    roles = iam_backends[backend.account_id][backend.partition].roles.values()
    documents = [json.loads(role.assume_role_policy_document) for role in roles if role.arn == role_arn]
    statements = [each for document in documents for each in _listed(document.get("Statement", []))]
    return any(TASKS in _listed(each["Principal"].get("Service", [])) for each in statements)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _secret_faults(backend: Backend, container: Container) -> Iterator[str]:
    for secret in container.get("secrets") or []:
        source = secret["valueFrom"]
        missing = _missing_secret(source) if ":secretsmanager:" in source else _missing_parameter(backend, source)
        if missing:
            yield f"ResourceInitializationError: unable to pull secrets or registry auth: {missing}"


def _missing_secret(source: str) -> str | None:
    _, _, _, region, account_id, _, name, *further = source.split(":")
    key, stage, version_id = [*further, "", "", ""][:3]
    arn = ":".join(source.split(":")[:7])
    try:
        found = secretsmanager_backends[account_id][region].get_secret_value(arn, version_id, stage)
    except (JsonRESTError, ServiceException) as error:
        return f"unable to retrieve secret from asm: {name}: {error.message}"
    if not key or key in _keys_of(found.get("SecretString", "")):
        return None
    return f"unable to retrieve secret from asm: {name}: the value did not contain json key {key}"


def _keys_of(text: str) -> list[str]:
    try:
        parsed = json.loads(text)
    except ValueError:
        return []
    return list(parsed) if isinstance(parsed, dict) else []


def _missing_parameter(backend: Backend, source: str) -> str | None:
    if ssm_backends[backend.account_id][backend.region_name].get_parameter(source) is not None:
        return None
    return f"unable to retrieve secrets from ssm: invalid parameters: {source}"


def _log_faults(backend: Backend, container: Container) -> Iterator[str]:
    configuration = container.get("logConfiguration") or {}
    options = configuration.get("options") or {}
    if configuration.get("logDriver") != "awslogs" or options.get("awslogs-create-group") == "true":
        return
    region = options.get("awslogs-region", backend.region_name)
    if options.get("awslogs-group") not in logs_backends[backend.account_id][region].groups:
        yield (
            "ResourceInitializationError: failed to validate logger args: create stream: "
            "ResourceNotFoundException: The specified log group does not exist."
        )


def _image_faults(image: str) -> Iterator[str]:
    here = IMAGE.fullmatch(image)
    if here is None:
        return
    account_id, region, repository_name, tag, digest = here.groups()
    repository = ecr_backends[account_id][region].repositories.get(repository_name)
    images = repository.images if repository else []
    wanted = tag or "latest"
    if not any(each.get_image_digest() == digest if digest else wanted in each.image_tags for each in images):
        yield f"CannotPullContainerError: pull image manifest: failed to resolve ref {image}: not found"
