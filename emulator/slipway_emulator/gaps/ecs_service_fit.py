"""ECS: whether a service fits its task definition, its target groups and its platform.

Missing in moto: CreateService and UpdateService take a container or port that the task definition does not have, a
target group of instances for tasks that have addresses of their own, no network for such tasks, rebalancing between
zones where no task may run beside the others, and any platform version. AWS answers InvalidParameterException and
PlatformUnknownException (API Reference, CreateService, and LoadBalancer for the target type; Developer Guide,
"Balancing an Amazon ECS service across Availability Zones" and "Fargate platform versions for Linux").
"""

from typing import Any

from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import TaskDefinition
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import elbv2_backends

from slipway_emulator.gaps.elbv2_target_group_load_balancers import load_balancers_of
from slipway_emulator.gaps.extend import look_first

Response = EC2ContainerServiceResponse
Settings = dict[str, Any]

PLATFORM_VERSIONS = ("LATEST", "1.4.0", "1.3.0")
CHECKED = ("taskDefinition", "loadBalancers", "networkConfiguration", "platformVersion")


def close() -> None:
    """Look at what the service would be."""
    look_first(Response, "create_service", _create_service)
    look_first(Response, "update_service", _update_service)


def _create_service(response: Response) -> None:
    _refuse_what_does_not_fit(response, {parameter: response._get_param(parameter) for parameter in CHECKED})
    _refuse_impossible_rebalancing(response._get_param("availabilityZoneRebalancing"), _percent(response, {}))


def _update_service(response: Response) -> None:
    cluster = response.ecs_backend._get_cluster(response._get_param("cluster", "default"))
    service = response.ecs_backend._get_service(cluster.name, response._get_param("service").split("/")[-1])
    before = {
        "taskDefinition": service.task_definition,
        "loadBalancers": service.load_balancers,
        "networkConfiguration": service.network_configuration,
        "platformVersion": service.platform_version,
    }
    requested = {parameter: response._get_param(parameter) for parameter in CHECKED}
    _refuse_what_does_not_fit(response, before | {key: value for key, value in requested.items() if value is not None})
    kept = vars(service)
    rebalancing = response._get_param("availabilityZoneRebalancing") or kept.get("availability_zone_rebalancing")
    _refuse_impossible_rebalancing(rebalancing, _percent(response, kept.get("deployment_configuration") or {}))


def _percent(response: Response, before: Settings) -> int:
    requested = response._get_param("deploymentConfiguration") or {}
    return int((before | requested).get("maximumPercent", 200))


def _refuse_impossible_rebalancing(rebalancing: str | None, maximum_percent: int) -> None:
    if rebalancing == "ENABLED" and maximum_percent <= 100:
        raise InvalidParameterException(
            "Availability Zone rebalancing needs a maximumPercent of more than 100 in the deployment configuration."
        )


def _refuse_what_does_not_fit(response: Response, settings: Settings) -> None:
    if settings["platformVersion"] not in (None, "", *PLATFORM_VERSIONS):
        raise ECSException("PlatformUnknownException", "The specified platform does not exist.")
    if settings["taskDefinition"] is None:
        return
    definition = response.ecs_backend.describe_task_definition(settings["taskDefinition"])
    if definition.network_mode == "awsvpc" and not settings["networkConfiguration"]:
        raise InvalidParameterException(
            "Network Configuration must be provided when networkMode 'awsvpc' is specified."
        )
    for load_balancer in settings["loadBalancers"] or []:
        _refuse_unknown_port(definition, load_balancer)
        _refuse_wrong_target_group(response, definition, load_balancer.get("targetGroupArn"))


def _refuse_unknown_port(definition: TaskDefinition, load_balancer: Settings) -> None:
    name, port = load_balancer.get("containerName"), load_balancer.get("containerPort")
    containers: dict[Any, Any] = {container["name"]: container for container in definition.container_definitions}
    if name not in containers:
        raise InvalidParameterException(f"The container {name} does not exist in the task definition.")
    if port not in [mapping.get("containerPort") for mapping in containers[name].get("portMappings") or []]:
        raise InvalidParameterException(f"The container {name} did not have a container port {port} defined.")


def _refuse_wrong_target_group(response: Response, definition: TaskDefinition, arn: str | None) -> None:
    backend = elbv2_backends[response.current_account][response.region]
    if arn is None:
        return
    if arn not in backend.target_groups or not load_balancers_of(backend, arn):
        raise InvalidParameterException(f"The target group {arn} does not have an associated load balancer.")
    if definition.network_mode == "awsvpc" and backend.target_groups[arn].target_type != "ip":
        raise InvalidParameterException(
            f"The provided target group {arn} has target type {backend.target_groups[arn].target_type}, which is "
            "incompatible with the awsvpc network mode specified in the task definition."
        )
