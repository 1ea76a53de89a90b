from typing import Any

from tests.gaps.network_setup import create_vpc
from tests.gaps.scheduler_setup import create_role
from tests.server import Server, refused

GROUP = "/flows"


def create(server: Server, vpc_id: str, role_arn: str) -> Any:
    return server.client("ec2").create_flow_logs(
        ResourceIds=[vpc_id],
        ResourceType="VPC",
        TrafficType="ALL",
        LogGroupName=GROUP,
        DeliverLogsPermissionArn=role_arn,
    )


def status(server: Server, made: Any) -> Any:
    return server.client("ec2").describe_flow_logs(FlowLogIds=made["FlowLogIds"])["FlowLogs"][0]["DeliverLogsStatus"]


def test_plain_moto_takes_any_role(plain_moto: Server) -> None:
    assert create(plain_moto, create_vpc(plain_moto), "arn:aws:iam::210987654321:role/none")["Unsuccessful"] == []


def test_refuses_a_role_that_is_not_there_or_that_is_for_others(emulator: Server) -> None:
    vpc_id = create_vpc(emulator)
    with create_role(emulator, "flows-of-others") as others:
        for wrong in (f"{others}-not", others):
            made = create(emulator, vpc_id, wrong)
            assert made["FlowLogIds"] == []
            assert made["Unsuccessful"][0]["Error"]["Code"] == "InvalidParameter"
    with refused("InvalidVpcID.NotFound"), create_role(emulator, "flows", "vpc-flow-logs.amazonaws.com") as role:
        create(emulator, "vpc-0123456789abcdef0", role)


def test_shows_a_missing_group_as_failed(emulator: Server) -> None:
    ec2, logs = emulator.client("ec2"), emulator.client("logs")
    vpc_id = create_vpc(emulator)
    with create_role(emulator, "flows", "vpc-flow-logs.amazonaws.com") as role:
        failed = create(emulator, vpc_id, role)
        assert status(emulator, failed) == "FAILED"
        ec2.delete_flow_logs(FlowLogIds=failed["FlowLogIds"])
        logs.create_log_group(logGroupName=GROUP)
        made = create(emulator, vpc_id, role)
        assert status(emulator, made) == "SUCCESS"
        ec2.delete_flow_logs(FlowLogIds=made["FlowLogIds"])
        logs.delete_log_group(logGroupName=GROUP)
