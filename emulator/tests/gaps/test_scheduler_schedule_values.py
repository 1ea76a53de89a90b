from collections.abc import Iterator
from typing import Any

import pytest

from tests.gaps.scheduler_setup import create_role, schedule
from tests.server import Server, refused


@pytest.fixture(scope="module")
def role_arn(emulator: Server) -> Iterator[str]:
    with create_role(emulator, "scheduler") as arn:
        yield arn


def test_plain_moto_takes_a_schedule_that_can_never_run(plain_moto: Server) -> None:
    scheduler = plain_moto.client("scheduler")
    scheduler.create_schedule(**schedule("arn:aws:iam::210987654321:role/none", ScheduleExpression="every day"))
    assert scheduler.get_schedule(Name="report")["ScheduleExpression"] == "every day"


@pytest.mark.parametrize(
    "expression", ["rate(1 minute)", "rate(5 minutes)", "at(2030-01-01T00:00:00)", "cron(15 10 L * ? 2030)"]
)
def test_keeps_a_schedule_and_reads_back_an_update(emulator: Server, role_arn: str, expression: str) -> None:
    scheduler = emulator.client("scheduler")
    scheduler.create_schedule(**schedule(role_arn))
    assert scheduler.get_schedule(Name="report")["ScheduleExpressionTimezone"] == "Europe/Madrid"
    scheduler.update_schedule(**schedule(role_arn, ScheduleExpression=expression, State="DISABLED"))
    updated = scheduler.get_schedule(Name="report")
    assert (updated["ScheduleExpression"], updated["State"]) == (expression, "DISABLED")
    scheduler.delete_schedule(Name="report")


@pytest.mark.parametrize(
    "wrong",
    [
        {"ScheduleExpression": "every day"},
        {"ScheduleExpression": "rate(0 minutes)"},
        {"ScheduleExpression": "rate(5 weeks)"},
        {"ScheduleExpression": "cron(0 6 * * *)"},
        {"ScheduleExpression": "cron(0 6 * * * *)"},
        {"ScheduleExpression": "cron(0 6 ? * ? *)"},
        {"ScheduleExpression": "at(2030-01-01)"},
        {"ScheduleExpressionTimezone": "Mars/Olympus"},
        {"FlexibleTimeWindow": {"Mode": "FLEXIBLE"}},
        {"FlexibleTimeWindow": {"Mode": "OFF", "MaximumWindowInMinutes": 5}},
    ],
    ids=str,
)
def test_refuses_a_schedule_that_cannot_be(emulator: Server, role_arn: str, wrong: dict[str, Any]) -> None:
    scheduler = emulator.client("scheduler")
    with refused("ValidationException"):
        scheduler.create_schedule(**schedule(role_arn, **wrong))
    scheduler.create_schedule(**schedule(role_arn))
    with refused("ValidationException"):
        scheduler.update_schedule(**schedule(role_arn, **wrong))
    scheduler.delete_schedule(Name="report")


def test_refuses_a_role_that_scheduler_may_not_assume(emulator: Server) -> None:
    scheduler = emulator.client("scheduler")
    with refused("ValidationException", "execution role"):
        scheduler.create_schedule(**schedule("arn:aws:iam::210987654321:role/none"))
    with create_role(emulator, "of-tasks", "ecs-tasks.amazonaws.com") as other, refused("ValidationException"):
        scheduler.create_schedule(**schedule(other))


def test_refuses_a_cluster_without_a_task(emulator: Server, role_arn: str) -> None:
    target = {key: value for key, value in schedule(role_arn)["Target"].items() if key != "EcsParameters"}
    with refused("ValidationException", "EcsParameters"):
        emulator.client("scheduler").create_schedule(**schedule(role_arn, Target=target))


def test_refuses_an_unknown_group_and_a_second_one(emulator: Server, role_arn: str) -> None:
    scheduler = emulator.client("scheduler")
    with refused("ResourceNotFoundException"):
        scheduler.create_schedule(**schedule(role_arn, GroupName="staging"))
    scheduler.create_schedule_group(Name="staging")
    with refused("ConflictException"):
        scheduler.create_schedule_group(Name="staging")
    scheduler.create_schedule(**schedule(role_arn, GroupName="staging"))
    scheduler.delete_schedule(Name="report", GroupName="staging")
    scheduler.delete_schedule_group(Name="staging")
