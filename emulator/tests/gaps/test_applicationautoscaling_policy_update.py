from typing import Any

from tests.gaps.scaling_setup import TRACKING, resource, scaled_service, step_of
from tests.server import Server, refused


def put_twice(server: Server, cluster: str, first: dict[str, Any], second: dict[str, Any]) -> tuple[Any, Any]:
    client = server.client("application-autoscaling")
    with scaled_service(server, cluster) as scaled:
        return (
            client.put_scaling_policy(**scaled, PolicyName="wake", **first),
            client.put_scaling_policy(**scaled, PolicyName="wake", **second),
        )


def alarms(server: Server) -> int:
    return len(server.client("cloudwatch").describe_alarms()["MetricAlarms"])


def test_plain_moto_makes_another_policy_and_leaves_alarms(plain_moto: Server) -> None:
    before = alarms(plain_moto)
    first, second = put_twice(plain_moto, "put-twice", TRACKING, TRACKING)
    assert first["PolicyARN"] != second["PolicyARN"]
    assert alarms(plain_moto) == before + 2


def test_keeps_the_arn_and_the_alarms(emulator: Server) -> None:
    before = alarms(emulator)
    first, second = put_twice(emulator, "put-twice", TRACKING, TRACKING)
    assert first["PolicyARN"] == second["PolicyARN"]
    assert first["Alarms"] == second["Alarms"]
    assert alarms(emulator) == before


def test_reads_back_an_update(emulator: Server) -> None:
    client = emulator.client("application-autoscaling")
    with scaled_service(emulator, "read-back") as scaled:
        for cooldown_seconds in (60, 90):
            client.put_scaling_policy(**scaled, PolicyName="wake", **step_of(cooldown_seconds))
        (policy,) = client.describe_scaling_policies(**scaled)["ScalingPolicies"]
        assert policy["StepScalingPolicyConfiguration"]["Cooldown"] == 90


def test_refuses_a_policy_of_no_target(emulator: Server) -> None:
    with refused("ObjectNotFoundException"):
        emulator.client("application-autoscaling").put_scaling_policy(
            **resource("none"), PolicyName="wake", **step_of(60)
        )
