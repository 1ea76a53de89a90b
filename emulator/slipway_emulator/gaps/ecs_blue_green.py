"""ECS: a blue/green deployment shifts requests, bakes, and goes back where an alarm rings.

Missing in moto: the strategy BLUE_GREEN and the advanced configuration of a load balancer are kept and do nothing, and
the tasks of a service are never registered as targets. On AWS new tasks stand beside the old ones in the other target
group; the test rule leads to them, then the production rule; the old ones stay for the bake time. An alarm of the
deployment that begins to ring meanwhile leads both rules back, as the circuit breaker does where tasks fail to start;
alarms that rang before it began are not looked at (API Reference, ServiceDeployment, lifecycleStage; Developer Guide,
"Amazon ECS blue/green service deployments workflow" and "How CloudWatch alarms detect Amazon ECS deployment failures").
Each DescribeServices is a step on the way, and of the bake time a minute.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

from moto.cloudwatch.models import cloudwatch_backends
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.elbv2.models import elbv2_backends
from moto.iam.models import iam_backends

from slipway_emulator.gaps.ecs_answer import service_in
from slipway_emulator.gaps.ecs_rollouts import completed, in_progress, new_deployment, tell, trouble_of
from slipway_emulator.gaps.ecs_traffic import empty, lead, other_group, production_group, register, rules_of
from slipway_emulator.gaps.extend import extend_method, look_first
from slipway_emulator.rollouts import Outcome

Response = EC2ContainerServiceResponse
Original = Callable[[Response], ActionResult]
Deployment = dict[str, Any]

STAGES = (
    "PRE_SCALE_UP",
    "SCALE_UP",
    "POST_SCALE_UP",
    "TEST_TRAFFIC_SHIFT",
    "POST_TEST_TRAFFIC_SHIFT",
    "PRODUCTION_TRAFFIC_SHIFT",
    "POST_PRODUCTION_TRAFFIC_SHIFT",
    "BAKE_TIME",
    "CLEAN_UP",
)
LONGEST_BAKE_MINUTES = 1440
FAILED_TASKS_THAT_BREAK_THE_CIRCUIT = 3


def close() -> None:
    """Register tasks as targets, and take shifts further at each look."""
    look_first(Response, "create_service", _refuse_impossible_shifts)
    look_first(Response, "update_service", _refuse_impossible_shifts)
    extend_method(Response, "create_service", _create_service)
    extend_method(Response, "update_service", _update_service)
    extend_method(Response, "describe_services", _describe_services)


def told_of(deployment: Deployment) -> dict[str, Any]:
    """What a service deployment says beside what every one does."""
    shift = deployment.get("shift")
    if shift is None:
        return {}
    alarms = {"status": "TRIGGERED" if shift["triggered"] else "MONITORING", "triggeredAlarmNames": shift["triggered"]}
    back = {"rollback": {"reason": shift["reason"], "startedAt": shift["since"]}} if shift["reason"] else {}
    return {
        "status": shift["status"],
        "statusReason": shift["reason"],
        "lifecycleStage": shift["stage"],
        "alarms": alarms,
        **back,
    }


def _refuse_impossible_shifts(response: Response) -> None:
    configuration = response._get_param("deploymentConfiguration") or {}
    if not 0 <= int(configuration.get("bakeTimeInMinutes") or 0) <= LONGEST_BAKE_MINUTES:
        raise InvalidParameterException("Bake time in minutes must be between 0 and 1440.")
    advanced = [each.get("advancedConfiguration") for each in response._get_param("loadBalancers") or []]
    if advanced and configuration.get("strategy") == "BLUE_GREEN" and None in advanced:
        raise InvalidParameterException("A load balancer of a BLUE_GREEN deployment needs an advancedConfiguration.")
    for each in filter(None, advanced):
        _refuse_what_is_missing(response, each)


def _refuse_what_is_missing(response: Response, advanced: dict[str, Any]) -> None:
    balancing = elbv2_backends[response.current_account][response.region]
    roles = iam_backends[response.current_account]["aws"].roles.values()
    if advanced["alternateTargetGroupArn"] not in balancing.target_groups:
        raise InvalidParameterException("The alternate target group does not exist.")
    if advanced["roleArn"] not in [role.arn for role in roles]:
        raise InvalidParameterException("ECS was unable to assume the role of the load balancer.")
    rules = [advanced["productionListenerRule"], advanced.get("testListenerRule")]
    for arn in filter(None, rules):
        if not any(rule.arn == arn for rule in rules_of(response)):
            raise InvalidParameterException(f"The listener rule {arn} does not exist.")


def _create_service(original: Original, response: Response) -> ActionResult:
    answer = original(response)
    service = service_in(answer)
    register(response, service, production_group(service), service.deployments[0])
    return answer


def _update_service(original: Original, response: Response) -> ActionResult:
    backend = response.ecs_backend
    cluster = backend._get_cluster(response._get_param("cluster", "default"))
    service = backend._get_service(cluster.name, response._get_param("service").split("/")[-1])
    before, was_shifting = deepcopy(service.deployments), _is_blue_green(service)
    answer = original(response)
    service = service_in(answer)
    begins = service.deployments[0]["id"] != before[0]["id"]
    if not _is_blue_green(service):
        register(response, service, production_group(service), service.deployments[0])
    elif begins or not was_shifting:
        _begin(response, service, before)
    return answer


def _describe_services(original: Original, response: Response) -> ActionResult:
    answer = original(response)
    services: list[Service] = answer.result["services"]  # type: ignore[index]
    for service in services:
        primary: Deployment = service.deployments[0]
        if service.status == "ACTIVE" and primary.get("shift", {}).get("status") in (
            "PENDING",
            "IN_PROGRESS",
            "ROLLBACK_IN_PROGRESS",
        ):
            _go_on(response, service)
    return answer


def _begin(response: Response, service: Service, before: list[Deployment]) -> None:
    green = in_progress(new_deployment(service.deployments[0]))
    ringing = [name for name, state in _alarms(response, service) if state == "ALARM"]
    green["shift"] = {
        "status": "PENDING",
        # Only where an earlier one is not done yet.
        "stage": "RECONCILE_SERVICE" if len(before) > 1 else None,
        "baked": 0,
        "monitored": not ringing,
        "triggered": [],
        "reason": None,
        "since": utcnow(),
    }
    service.deployments = [green, before[0] | {"status": "ACTIVE"}]


def _go_on(response: Response, service: Service) -> None:
    green: Deployment = service.deployments[0]
    shift = green["shift"]
    if shift["status"] == "ROLLBACK_IN_PROGRESS":
        _end_rollback(response, service)
        return
    shift["status"] = "IN_PROGRESS"
    shift["triggered"] = [name for name, state in _alarms(response, service) if shift["monitored"] and state == "ALARM"]
    bake_minutes = int(vars(service)["deployment_configuration"].get("bakeTimeInMinutes") or 0)
    if shift["triggered"]:
        _go_back(response, service, "Service deployment rolled back because of a CloudWatch alarm.")
    elif shift["stage"] == "SCALE_UP" and trouble_of(response, green["taskDefinition"]):
        _try_again(response, service)
    elif shift["stage"] == "BAKE_TIME" and shift["baked"] < bake_minutes:
        shift["baked"] += 1
    elif shift["stage"] == "CLEAN_UP":
        _complete(response, service)
    else:
        following = STAGES.index(shift["stage"]) + 1 if shift["stage"] in STAGES else 0
        shift["stage"] = STAGES[following]
        _enter(response, service)


def _enter(response: Response, service: Service) -> None:
    green: Deployment = service.deployments[0]
    stage = green["shift"]["stage"]
    if stage == "POST_SCALE_UP":
        register(response, service, other_group(service), green)
        green.update({"runningCount": green["desiredCount"], "pendingCount": 0})
    elif stage == "TEST_TRAFFIC_SHIFT":
        lead(response, service, "testListenerRule", other_group(service), production_group(service))
    elif stage == "PRODUCTION_TRAFFIC_SHIFT":
        lead(response, service, "productionListenerRule", other_group(service), production_group(service))


def _try_again(response: Response, service: Service) -> None:
    green: Deployment = service.deployments[0]
    trouble = trouble_of(response, green["taskDefinition"])
    if trouble is None or trouble[0] is not Outcome.FAILS:
        return
    green["failedTasks"] += 1
    tell(service, f"(service {service.name}) was unable to place a task. Reason: {trouble[1]}")
    breaker = vars(service)["deployment_configuration"].get("deploymentCircuitBreaker") or {}
    if breaker.get("rollback") and green["failedTasks"] >= FAILED_TASKS_THAT_BREAK_THE_CIRCUIT:
        _go_back(response, service, "ECS deployment circuit breaker: tasks failed to start.")


def _complete(response: Response, service: Service) -> None:
    green: Deployment = service.deployments[0]
    empty(response, production_group(service))
    vars(service)["production_group"] = other_group(service)
    green.update(completed(green))
    green["shift"]["status"] = "SUCCESSFUL"
    service.deployments = [green]


def _go_back(response: Response, service: Service, reason: str) -> None:
    green: Deployment = service.deployments[0]
    shift = green["shift"]
    for rule in ("productionListenerRule", "testListenerRule"):
        lead(response, service, rule, production_group(service), other_group(service))
    shift.update({"status": "ROLLBACK_IN_PROGRESS", "reason": reason, "stage": "PRODUCTION_TRAFFIC_SHIFT"})
    tell(service, f"(service {service.name}) {reason}")


def _end_rollback(response: Response, service: Service) -> None:
    both: list[Deployment] = service.deployments
    green, blue = both
    empty(response, other_group(service))
    green["shift"].update({"status": "ROLLBACK_SUCCESSFUL", "stage": "CLEAN_UP"})
    green["rolloutState"] = "FAILED"
    service.task_definition = blue["taskDefinition"]
    service.deployments = [blue | {"status": "PRIMARY"}]


def _is_blue_green(service: Service) -> bool:
    return bool(vars(service)["deployment_configuration"].get("strategy") == "BLUE_GREEN" and service.load_balancers)


def _alarms(response: Response, service: Service) -> Iterator[tuple[str, str]]:
    asked = vars(service)["deployment_configuration"].get("alarms") or {}
    known = cloudwatch_backends[response.current_account][response.region].alarms
    for name in asked.get("alarmNames", []) if asked.get("enable") else []:
        if name in known:
            yield name, known[name].state_value
