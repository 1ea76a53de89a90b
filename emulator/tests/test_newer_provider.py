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
