"""Calls that a later AWS provider of Terraform makes, and the one that rehearsals pin does not."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from tests.server import ACCOUNT_ID, Server

BUCKET = "arn:aws:s3:::tagged"


def control(server: Server) -> Any:
    """S3 Control, whose clients put the account before the endpoint's host."""
    client = server.client("s3control")

    def to_loopback(request: Any, **_: Any) -> None:
        request.url = urlunsplit(urlsplit(request.url)._replace(netloc=urlsplit(server.endpoint).netloc))

    client.meta.events.register("before-send.s3-control", to_loopback)
    return client


def test_tags_of_a_bucket_through_s3_control(emulator: Server) -> None:
    """Since 6.23."""
    s3, tags = emulator.client("s3"), control(emulator)
    s3.create_bucket(Bucket="tagged")
    of_bucket = {"AccountId": ACCOUNT_ID, "ResourceArn": BUCKET}
    tags.tag_resource(**of_bucket, Tags=[{"Key": "Owner", "Value": "platform"}, {"Key": "Kind", "Value": "logs"}])
    tags.untag_resource(**of_bucket, TagKeys=["Kind"])
    listed = tags.list_tags_for_resource(**of_bucket)["Tags"]
    assert listed == s3.get_bucket_tagging(Bucket="tagged")["TagSet"] == [{"Key": "Owner", "Value": "platform"}]
    s3.delete_bucket(Bucket="tagged")


def test_alarms_over_cbor(emulator: Server) -> None:
    """As all clients of CloudWatch that are made from its newer description."""
    cloudwatch = emulator.client("cloudwatch")
    assert cloudwatch.meta.service_model.protocol == "smithy-rpc-v2-cbor"
    cloudwatch.put_metric_alarm(
        AlarmName="over-cbor",
        Namespace="AWS/ECS",
        MetricName="CPUUtilization",
        Statistic="Average",
        Dimensions=[{"Name": "ClusterName", "Value": "staging"}],
        ComparisonOperator="GreaterThanThreshold",
        Threshold=80.5,
        Period=60,
        EvaluationPeriods=3,
        TreatMissingData="notBreaching",
        Tags=[{"Key": "Owner", "Value": "platform"}],
    )
    (alarm,) = cloudwatch.describe_alarms(AlarmNames=["over-cbor"])["MetricAlarms"]
    assert (alarm["Threshold"], alarm["Period"], alarm["TreatMissingData"]) == (80.5, 60, "notBreaching")
    tags = cloudwatch.list_tags_for_resource(ResourceARN=alarm["AlarmArn"])["Tags"]
    assert tags == [{"Key": "Owner", "Value": "platform"}]
    cloudwatch.delete_alarms(AlarmNames=["over-cbor"])
    assert cloudwatch.describe_alarms(AlarmNames=["over-cbor"])["MetricAlarms"] == []
