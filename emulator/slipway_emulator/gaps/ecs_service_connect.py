"""ECS: under which names a service is reached, and reaches others.

Missing in moto: serviceConnectConfiguration of CreateService and UpdateService is dropped. AWS keeps it with the
deployment, answers NamespaceNotFoundException for a namespace that is not there, and refuses a port name that the task
definition does not have.
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.servicediscovery.models import servicediscovery_backends

from slipway_emulator.gaps.ecs_answer import service_in
from slipway_emulator.gaps.extend import extend_method

Original = Callable[[EC2ContainerServiceResponse], ActionResult]
SETTING = "serviceConnectConfiguration"


def close() -> None:
    """Keep the configuration with the primary deployment."""
    extend_method(EC2ContainerServiceResponse, "create_service", _create_service)
    extend_method(EC2ContainerServiceResponse, "update_service", _update_service)


def _create_service(original: Original, response: EC2ContainerServiceResponse) -> ActionResult:
    _refuse_wrong_configuration(response, response._get_param("taskDefinition"))
    return _keep(response, original(response))


def _update_service(original: Original, response: EC2ContainerServiceResponse) -> ActionResult:
    task_definition = response._get_param("taskDefinition")
    if response._get_param(SETTING) and not task_definition:
        cluster = response._get_param("cluster", "default")
        name = response._get_param("service").split("/")[-1]
        task_definition = response.ecs_backend._get_service(cluster, name).task_definition
    _refuse_wrong_configuration(response, task_definition)
    return _keep(response, original(response))


def _keep(response: EC2ContainerServiceResponse, answer: ActionResult) -> ActionResult:
    requested = response._get_param(SETTING)
    if requested:
        service_in(answer).deployments[0][SETTING] = requested
    return answer


def _refuse_wrong_configuration(response: EC2ContainerServiceResponse, task_definition: str | None) -> None:
    configuration = response._get_param(SETTING) or {}
    if not configuration.get("enabled") or task_definition is None:
        return
    namespace = configuration.get("namespace")
    if namespace and not _exists(response, namespace):
        raise ECSException("NamespaceNotFoundException", f"The namespace {namespace} was not found.")
    known = _port_names(response.ecs_backend.describe_task_definition(task_definition).container_definitions)
    for service in configuration.get("services", []):
        if service["portName"] not in known:
            raise InvalidParameterException(
                f"The task definition has no port mapping with the name '{service['portName']}'."
            )


def _exists(response: EC2ContainerServiceResponse, namespace: str) -> bool:
    namespaces = servicediscovery_backends[response.current_account][response.region].namespaces.values()
    return any(namespace in (known.arn, known.name) for known in namespaces)


def _port_names(containers: list[dict[str, Any]]) -> set[str]:
    return {port["name"] for container in containers for port in container.get("portMappings", []) if "name" in port}
