import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.gaps.ecs_setup import Service, create_service, describe, register_task_definition
from tests.gaps.elbv2_setup import create_entrance, create_rule, create_target_group, path
from tests.gaps.rollouts_setup import marked
from tests.server import Server, refused

DIGEST = f"sha256:{'b' * 64}"
TRUST = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
ALL = [
    "PRE_SCALE_UP",
    "SCALE_UP",
    "POST_SCALE_UP",
    "TEST_TRAFFIC_SHIFT",
    "POST_TEST_TRAFFIC_SHIFT",
    "PRODUCTION_TRAFFIC_SHIFT",
    "POST_PRODUCTION_TRAFFIC_SHIFT",
    "BAKE_TIME",
    "CLEAN_UP",
]


@dataclass(frozen=True)
class Shifting:
    """A service that rolls, and what it needs to shift."""

    service: Service
    groups: tuple[str, str]
    production: str
    test: str
    role: str
    alarm: str

    def update(self, server: Server, **settings: Any) -> Any:
        """As provider 6.4 calls UpdateService for the change from rolling to blue/green."""
        advanced = {
            "alternateTargetGroupArn": self.groups[1],
            "productionListenerRule": self.production,
            "testListenerRule": self.test,
            "roleArn": self.role,
        }
        balancer = {
            "targetGroupArn": self.groups[0],
            "containerName": "agent",
            "containerPort": 8080,
            "advancedConfiguration": advanced,
        }
        deployment = {
            "strategy": "BLUE_GREEN",
            "bakeTimeInMinutes": 2,
            "alarms": {"alarmNames": [self.alarm], "enable": True, "rollback": True},
            "deploymentCircuitBreaker": {"enable": True, "rollback": True},
        }
        return server.client("ecs").update_service(
            cluster=self.service.cluster,
            service=self.service.name,
            **{"loadBalancers": [balancer], "deploymentConfiguration": deployment, **settings},
        )


@contextmanager
def create_shifting(server: Server, name: str) -> Iterator[Shifting]:
    elb, iam, watch = server.client("elbv2"), server.client("iam"), server.client("cloudwatch")
    with create_entrance(server, name) as entrance:
        second = create_target_group(server, f"{name}-2", entrance.vpc_id)
        groups = (entrance.target_group_arn, second)
        rules = [create_rule(server, entrance, priority, path("/*")) for priority in (900, 40_000)]
        for rule in rules:
            elb.modify_rule(RuleArn=rule, Actions=both(groups))
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))["Role"]["Arn"]
        watch.put_metric_alarm(
            AlarmName=name,
            Namespace="AWS/ApplicationELB",
            MetricName="HTTPCode_Target_5XX_Count",
            Statistic="Sum",
            Period=300,
            EvaluationPeriods=1,
            Threshold=5,
            ComparisonOperator="GreaterThanOrEqualToThreshold",
        )
        balancer = {"targetGroupArn": groups[0], "containerName": "agent", "containerPort": 8080}
        with create_service(server, name, loadBalancers=[balancer]) as service:
            yield Shifting(service, groups, rules[1], rules[0], role, name)
        watch.delete_alarms(AlarmNames=[name])
        iam.delete_role(RoleName=name)
        for rule in rules:
            elb.delete_rule(RuleArn=rule)
    elb.delete_target_group(TargetGroupArn=second)


def both(groups: tuple[str, str]) -> list[dict[str, Any]]:
    weights = [{"TargetGroupArn": groups[0], "Weight": 100}, {"TargetGroupArn": groups[1], "Weight": 0}]
    return [{"Type": "forward", "ForwardConfig": {"TargetGroups": weights}}]


def led_to(server: Server, rule: str) -> str:
    """The group that gets the requests of a rule."""
    (found,) = server.client("elbv2").describe_rules(RuleArns=[rule])["Rules"]
    weights = found["Actions"][0]["ForwardConfig"]["TargetGroups"]
    (arn,) = [each["TargetGroupArn"] for each in weights if each["Weight"] == 100]
    return str(arn)


def healthy(server: Server, group: str) -> int:
    told = server.client("elbv2").describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    return sum(each["TargetHealth"]["State"] == "healthy" for each in told)


def newest(server: Server, service: Service) -> Any:
    ecs = server.client("ecs")
    listed = ecs.list_service_deployments(cluster=service.cluster, service=service.name)["serviceDeployments"]
    arns = [listed[0]["serviceDeploymentArn"]]
    return ecs.describe_service_deployments(serviceDeploymentArns=arns)["serviceDeployments"][0]


def follow(server: Server, shifting: Shifting) -> list[tuple[str, str | None]]:
    """Every state until the end; requests of everybody find a healthy target in each."""
    seen: list[tuple[str, str | None]] = []
    for _ in range(30):
        assert healthy(server, led_to(server, shifting.production)) >= 1
        told = newest(server, shifting.service)
        seen.append((told["status"], told.get("lifecycleStage")))
        if told["status"] in ("SUCCESSFUL", "ROLLBACK_SUCCESSFUL"):
            return seen
        describe(server, shifting.service)
    return seen


def test_plain_moto_shifts_nothing(plain_moto: Server) -> None:
    with create_shifting(plain_moto, "plain") as shifting:
        shifting.update(plain_moto)
        assert healthy(plain_moto, shifting.groups[0]) == 0


def test_changes_from_rolling_to_blue_green_and_back_to_the_first_group_with_the_next_release(emulator: Server) -> None:
    with create_shifting(emulator, "shifted") as shifting:
        shifting.update(emulator)
        seen = follow(emulator, shifting)
        assert [stage for _, stage in dict.fromkeys(seen[1:-1])] == ALL
        assert (seen[0], seen[-1]) == (("PENDING", None), ("SUCCESSFUL", "CLEAN_UP"))
        assert seen.count(("IN_PROGRESS", "BAKE_TIME")) == 3
        assert (led_to(emulator, shifting.production), led_to(emulator, shifting.test)) == (shifting.groups[1],) * 2
        assert [healthy(emulator, group) for group in shifting.groups] == [0, 2]
        revision = register_task_definition(emulator, shifting.service.cluster, f"agent@{DIGEST}")
        emulator.client("ecs").update_service(
            cluster=shifting.service.cluster, service=shifting.service.name, taskDefinition=revision
        )
        assert follow(emulator, shifting)[-1][0] == "SUCCESSFUL"
        assert [healthy(emulator, group) for group in shifting.groups] == [2, 0]
        assert describe(emulator, shifting.service)["taskDefinition"] == revision


def test_goes_back_at_once_where_an_alarm_rings_while_it_bakes(emulator: Server) -> None:
    with create_shifting(emulator, "alarmed") as shifting:
        shifting.update(emulator)
        follow(emulator, shifting)
        before = describe(emulator, shifting.service)["taskDefinition"]
        revision = register_task_definition(emulator, shifting.service.cluster, f"agent@{DIGEST}")
        shifting.update(emulator, taskDefinition=revision)
        while newest(emulator, shifting.service).get("lifecycleStage") != "BAKE_TIME":
            describe(emulator, shifting.service)
        assert led_to(emulator, shifting.production) == shifting.groups[0]
        ring(emulator, shifting, "ALARM")
        seen = follow(emulator, shifting)
        ring(emulator, shifting, "OK")
        assert seen[-2:] == [("ROLLBACK_IN_PROGRESS", "PRODUCTION_TRAFFIC_SHIFT"), ("ROLLBACK_SUCCESSFUL", "CLEAN_UP")]
        assert led_to(emulator, shifting.production) == shifting.groups[1]
        assert [healthy(emulator, group) for group in shifting.groups] == [0, 2]
        assert newest(emulator, shifting.service)["alarms"]["triggeredAlarmNames"] == ["alarmed"]
        assert describe(emulator, shifting.service)["taskDefinition"] == before


def test_looks_at_no_alarm_that_rang_before(emulator: Server) -> None:
    with create_shifting(emulator, "ringing") as shifting:
        ring(emulator, shifting, "ALARM")
        shifting.update(emulator)
        assert follow(emulator, shifting)[-1][0] == "SUCCESSFUL"


def test_shifts_nothing_to_tasks_that_do_not_start(emulator: Server) -> None:
    with create_shifting(emulator, "broken") as shifting, marked(emulator, DIGEST, "fails"):
        revision = register_task_definition(emulator, shifting.service.cluster, f"agent@{DIGEST}")
        shifting.update(emulator, taskDefinition=revision)
        seen = follow(emulator, shifting)
        assert seen[-1][0] == "ROLLBACK_SUCCESSFUL"
        assert not {"TEST_TRAFFIC_SHIFT", "BAKE_TIME"} & {stage for _, stage in seen}
        assert "circuit breaker" in newest(emulator, shifting.service)["rollback"]["reason"]


def test_refuses_a_bake_time_beyond_a_day_and_what_is_not_there(emulator: Server) -> None:
    with create_shifting(emulator, "refused") as shifting:
        with refused("InvalidParameterException"):
            shifting.update(emulator, deploymentConfiguration={"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 1441})
        plain = {"targetGroupArn": shifting.groups[0], "containerName": "agent", "containerPort": 8080}
        with refused("InvalidParameterException"):
            shifting.update(emulator, loadBalancers=[plain])


def ring(server: Server, shifting: Shifting, state: str) -> None:
    server.client("cloudwatch").set_alarm_state(AlarmName=shifting.alarm, StateValue=state, StateReason="a test")
