import json

import pytest

from tests.server import Server, refused

POLICY = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "cloudwatch.amazonaws.com"},
                "Action": "sns:Publish",
                "Resource": "arn:aws:sns:us-east-1:210987654321:attributed",
            }
        ],
    }
)


def set_attribute(server: Server, name: str, value: str) -> str:
    sns = server.client("sns")
    arn: str = sns.create_topic(Name="attributed")["TopicArn"]
    sns.set_topic_attributes(TopicArn=arn, AttributeName=name, AttributeValue=value)
    return arn


def test_plain_moto_keeps_any_attribute(plain_moto: Server) -> None:
    set_attribute(plain_moto, "Colour", "red")
    set_attribute(plain_moto, "Policy", "{}")


@pytest.mark.parametrize(("name", "value"), [("Colour", "red"), ("Policy", "{}"), ("Policy", "none")])
def test_refuses_attributes_that_are_none(emulator: Server, name: str, value: str) -> None:
    with refused("InvalidParameter"):
        set_attribute(emulator, name, value)
    with refused("InvalidParameter"):
        emulator.client("sns").create_topic(Name="other", Attributes={name: value})


def test_reads_back_a_policy(emulator: Server) -> None:
    arn = set_attribute(emulator, "Policy", POLICY)
    attributes = emulator.client("sns").get_topic_attributes(TopicArn=arn)["Attributes"]
    assert json.loads(attributes["Policy"]) == json.loads(POLICY)
