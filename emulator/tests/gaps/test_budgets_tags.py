from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.gaps.budgets_setup import create_budget
from tests.server import Server, refused


def tags(server: Server, arn: str) -> Any:
    listed = server.client("budgets").list_tags_for_resource(ResourceARN=arn)["ResourceTags"]
    return {tag["Key"]: tag["Value"] for tag in listed}


def test_plain_moto_cannot_list_the_tags_of_a_budget(plain_moto: Server) -> None:
    arn = create_budget(plain_moto, "tagged")
    with pytest.raises(ClientError):
        tags(plain_moto, arn)


def test_keeps_the_tags_of_a_creation_and_their_changes(emulator: Server) -> None:
    arn = create_budget(emulator, "tagged")
    assert tags(emulator, arn) == {"Owner": "platform", "Environment": "staging"}
    client = emulator.client("budgets")
    client.tag_resource(ResourceARN=arn, ResourceTags=[{"Key": "Owner", "Value": "finance"}])
    client.untag_resource(ResourceARN=arn, ResourceTagKeys=["Environment"])
    assert tags(emulator, arn) == {"Owner": "finance"}


def test_refuses_an_arn_that_is_no_budget(emulator: Server) -> None:
    arn = create_budget(emulator, "tagged-alone")
    for wrong in (f"{arn}-", f"{arn.replace('210987654321', '123456789012')}", "not:an:arn:of:any:budget"):
        with refused("NotFoundException"):
            tags(emulator, wrong)
        with refused("NotFoundException"):
            emulator.client("budgets").tag_resource(ResourceARN=wrong, ResourceTags=[{"Key": "a", "Value": "b"}])
