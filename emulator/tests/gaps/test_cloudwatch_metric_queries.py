from typing import Any

import pytest

from tests.server import Server, refused

EXPRESSION = "IF(running < 1, visible, 0)"


def metric(name: str, *, watched: bool | None = False) -> dict[str, Any]:
    query: dict[str, Any] = {
        "Id": name,
        "MetricStat": {"Metric": {"Namespace": "AWS/SQS", "MetricName": name}, "Period": 60, "Stat": "Maximum"},
    }
    return query if watched is None else query | {"ReturnData": watched}


def math(expression: str = EXPRESSION, *, watched: bool = True) -> dict[str, Any]:
    return {"Id": "waiting", "Expression": expression, "ReturnData": watched}


def put(server: Server, *queries: dict[str, Any], threshold: int = 1, **actions: list[str]) -> None:
    server.client("cloudwatch").put_metric_alarm(
        AlarmName="wake",
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        EvaluationPeriods=1,
        Threshold=threshold,
        Metrics=list(queries),
        **actions,
    )


WRONG = [
    [metric("visible"), metric("running"), math(watched=False)],
    [metric("visible", watched=True), metric("running"), math()],
    [metric("visible", watched=None), metric("running"), math()],
    [metric("visible"), metric("visible"), math("visible")],
    [metric("visible"), math()],
]


@pytest.mark.parametrize("queries", WRONG, ids=["none", "two", "two, one unsaid", "one name twice", "unknown metric"])
def test_plain_moto_takes_queries_that_make_no_alarm(plain_moto: Server, queries: list[dict[str, Any]]) -> None:
    put(plain_moto, *queries)


@pytest.mark.parametrize("queries", WRONG, ids=["none", "two", "two, one unsaid", "one name twice", "unknown metric"])
def test_refuses_queries_that_make_no_alarm(emulator: Server, queries: list[dict[str, Any]]) -> None:
    with refused("ValidationError"):
        put(emulator, *queries)


def test_refuses_an_action_that_is_no_arn(emulator: Server) -> None:
    with refused("ValidationError", "Invalid arn syntax: wake"):
        put(emulator, metric("visible", watched=True), AlarmActions=["wake"])


def test_keeps_an_alarm_on_an_expression_and_reads_back_an_update(emulator: Server) -> None:
    cloudwatch = emulator.client("cloudwatch")
    action = (
        "arn:aws:autoscaling:us-east-1:210987654321:scalingPolicy:1:resource/ecs/service/staging/worker:policyName/a"
    )
    for threshold in (1, 2):
        put(emulator, metric("visible"), metric("running"), math(), threshold=threshold, AlarmActions=[action])
    put(emulator, metric("visible"), math("SUM(SEARCH('{AWS/SQS,QueueName} size', 'Sum')) + visible"), threshold=2)
    (alarm,) = cloudwatch.describe_alarms(AlarmNames=["wake"])["MetricAlarms"]
    assert alarm["Threshold"] == 2
    assert [(query["Id"], query["ReturnData"]) for query in alarm["Metrics"]] == [("visible", False), ("waiting", True)]
    cloudwatch.delete_alarms(AlarmNames=["wake"])
