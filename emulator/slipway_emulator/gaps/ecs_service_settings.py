"""ECS: the settings of a service.

Wrong in moto: CreateService drops deploymentConfiguration (circuit breaker, percentages), capacityProviderStrategy,
healthCheckGracePeriodSeconds, enableECSManagedTags, enableExecuteCommand and availabilityZoneRebalancing, and
overwrites a service of the same name; UpdateService keeps a task definition as typed (AWS: its ARN) and changes a
service that was deleted. AWS keeps them all and refuses what does not fit together. Rebalancing between zones is on
where nothing else is asked for and it is possible (API Reference, CreateService, availabilityZoneRebalancing).
"""

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import Cluster, Service
from moto.ecs.responses import EC2ContainerServiceResponse

from slipway_emulator.gaps.ecs_answer import service_in
from slipway_emulator.gaps.extend import extend_method

Original = Callable[[EC2ContainerServiceResponse], ActionResult]

# Request parameter -> attribute under which moto's serializer finds it, and what AWS assumes when it is absent.
KEPT_SETTINGS: dict[str, tuple[str, Any]] = {
    "healthCheckGracePeriodSeconds": ("health_check_grace_period_seconds", 0),
    "enableECSManagedTags": ("enable_ecs_managed_tags", False),
    "enableExecuteCommand": ("enable_execute_command", False),
}
DEFAULT_DEPLOYMENT = {"maximumPercent": 200, "minimumHealthyPercent": 100}


def close() -> None:
    """Keep the settings at creation, and refuse wrong ones."""
    extend_method(EC2ContainerServiceResponse, "create_service", _create_service)
    extend_method(EC2ContainerServiceResponse, "update_service", _update_service)


def _create_service(original: Original, response: EC2ContainerServiceResponse) -> ActionResult:
    cluster = response.ecs_backend._get_cluster(response._get_param("cluster", "default"))
    strategy = _capacity_provider_strategy(response, cluster)
    _refuse_a_second(response, cluster)
    _refuse_unknown_providers(strategy, cluster)
    _refuse_grace_period_without_load_balancer(response)

    answer = original(response)
    service = service_in(answer)
    for parameter, (attribute, default) in KEPT_SETTINGS.items():
        setattr(service, attribute, response._get_param(parameter, default))
    _set_deployment(service, DEFAULT_DEPLOYMENT, response)
    may_rebalance = vars(service)["deployment_configuration"]["maximumPercent"] > 100
    rebalancing = response._get_param("availabilityZoneRebalancing", "ENABLED" if may_rebalance else "DISABLED")
    vars(service)["availability_zone_rebalancing"] = rebalancing
    if strategy:
        vars(service)["capacity_provider_strategy"] = strategy
        service.launch_type = None
    if service.launch_type != "EC2" and not service.platform_version:
        service.platform_version = "LATEST"
    return answer


def _update_service(original: Original, response: EC2ContainerServiceResponse) -> ActionResult:
    backend = response.ecs_backend
    cluster = backend._get_cluster(response._get_param("cluster", "default"))
    service = backend._get_service(cluster.name, response._get_param("service").split("/")[-1])
    if service.status != "ACTIVE":
        raise ECSException("ServiceNotActiveException", "Service was not ACTIVE.")
    _refuse_unknown_providers(response._get_param("capacityProviderStrategy") or [], cluster)
    task_definition = response._get_param("taskDefinition")
    task_definition_arn = backend.describe_task_definition(task_definition).arn if task_definition else None
    deployment = vars(service)["deployment_configuration"]

    answer = original(response)
    if task_definition_arn:
        service.task_definition = task_definition_arn
    _set_deployment(service, deployment, response)
    return answer


def _set_deployment(service: Service, before: dict[str, Any], response: EC2ContainerServiceResponse) -> None:
    requested = response._get_param("deploymentConfiguration") or {}
    vars(service)["deployment_configuration"] = before | requested


def _capacity_provider_strategy(response: EC2ContainerServiceResponse, cluster: Cluster) -> list[dict[str, Any]]:
    """The one asked for, or the cluster's default where no launch type is asked for either."""
    requested = response._get_param("capacityProviderStrategy")
    launch_type = response._get_param("launchType")
    if requested and launch_type:
        raise InvalidParameterException(
            "Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again."
        )
    return requested or ([] if launch_type else cluster.default_capacity_provider_strategy or [])


def _refuse_a_second(response: EC2ContainerServiceResponse, cluster: Cluster) -> None:
    existing = response.ecs_backend.services.get(f"{cluster.name}:{response._get_param('serviceName')}")
    if existing is not None and existing.status == "ACTIVE":
        raise InvalidParameterException("Creation of service was not idempotent.")


def _refuse_unknown_providers(strategy: list[dict[str, Any]], cluster: Cluster) -> None:
    known = cluster.capacity_providers or []
    if any(item["capacityProvider"] not in known for item in strategy):
        raise InvalidParameterException(
            "The specified capacity provider strategy cannot contain a capacity provider that is not associated "
            "with the cluster. Associate the capacity provider with the cluster and try again."
        )


def _refuse_grace_period_without_load_balancer(response: EC2ContainerServiceResponse) -> None:
    if response._get_param("healthCheckGracePeriodSeconds") and not response._get_param("loadBalancers"):
        raise InvalidParameterException(
            "Health check grace period is only valid for services configured to use load balancers"
        )
