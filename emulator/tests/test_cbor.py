from typing import Any

import botocore.model
import pytest

from tests.authorization.asked import TRUST, asking
from tests.server import Server, refused


@pytest.fixture(autouse=True)
def _clients_prefer_cbor(monkeypatch: pytest.MonkeyPatch) -> None:
    """As clients of AWS's SDK for Go do, of which Terraform's provider is made."""
    monkeypatch.setattr(botocore.model, "PRIORITY_ORDERED_SUPPORTED_PROTOCOLS", ("smithy-rpc-v2-cbor", "query"))


def cloudwatch(server: Server) -> Any:
    client = server.client("cloudwatch")
    assert client.meta.service_model.resolved_protocol == "smithy-rpc-v2-cbor"
    return client


def put_alarm(client: Any, **further: Any) -> None:
    client.put_metric_alarm(
        AlarmName="over-cbor",
        Namespace="AWS/ECS",
        MetricName="CPUUtilization",
        Statistic="Average",
        Dimensions=[{"Name": "ClusterName", "Value": "staging"}],
        ComparisonOperator="GreaterThanThreshold",
        Threshold=80.5,
        Period=60,
        EvaluationPeriods=3,
        Tags=[{"Key": "Owner", "Value": "platform"}],
        **further,
    )


def test_an_alarm_is_made_and_read_back(emulator: Server) -> None:
    client = cloudwatch(emulator)
    put_alarm(client, TreatMissingData="notBreaching")
    (alarm,) = client.describe_alarms(AlarmNames=["over-cbor"])["MetricAlarms"]
    assert (alarm["Threshold"], alarm["Period"], alarm["TreatMissingData"]) == (80.5, 60, "notBreaching")
    assert alarm["Dimensions"] == [{"Name": "ClusterName", "Value": "staging"}]
    assert alarm["AlarmConfigurationUpdatedTimestamp"].year >= 2020
    tags = client.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
    assert tags == [{"Key": "Owner", "Value": "platform"}]
    client.delete_alarms(AlarmNames=["over-cbor"])
    assert client.describe_alarms(AlarmNames=["over-cbor"])["MetricAlarms"] == []


def test_an_error_has_its_code_and_message(emulator: Server) -> None:
    with refused("ResourceNotFound"):
        cloudwatch(emulator).set_alarm_state(AlarmName="none", StateValue="OK", StateReason="a test")


def test_cloud_map_and_tagging_have_it_too(emulator: Server) -> None:
    assert emulator.client("servicediscovery").list_namespaces()["Namespaces"] == []
    assert "ResourceTagMappingList" in emulator.client("resourcegroupstaggingapi").get_resources()


def test_a_call_is_judged_and_refused_in_its_own_form() -> None:
    with asking() as asked:
        assert asked.actions("cloudwatch", "delete_alarms", AlarmNames=["a"]) == [
            ("cloudwatch:DeleteAlarms", "cloudwatch:alarm:a")
        ]
        iam = asked.server.client("iam")
        role = iam.create_role(RoleName="alarmist", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        client = asked.session(role).client("cloudwatch")
        with asked.denying("cloudwatch:PutMetricAlarm"), refused("AccessDeniedException", "not authorized to perform"):
            put_alarm(client)
