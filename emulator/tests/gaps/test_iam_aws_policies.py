import json

import pytest

from tests.gaps.scheduler_setup import create_role
from tests.server import Server, refused

MANAGED = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"


def test_plain_moto_has_none(plain_moto: Server) -> None:
    with create_role(plain_moto, "managed"), refused("NoSuchEntity"):
        plain_moto.client("iam").attach_role_policy(RoleName="managed", PolicyArn=MANAGED)


@pytest.mark.parametrize("name", ["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"])
def test_a_role_gets_what_the_policy_says(emulator: Server, name: str) -> None:
    iam = emulator.client("iam")
    arn = f"arn:aws:iam::aws:policy/{name}"
    with create_role(emulator, "managed"):
        iam.attach_role_policy(RoleName="managed", PolicyArn=arn)
        [attached] = iam.list_attached_role_policies(RoleName="managed")["AttachedPolicies"]
        assert attached == {"PolicyName": name, "PolicyArn": arn}
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        document = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
        assert '"Effect": "Allow"' in json.dumps(document)
        iam.detach_role_policy(RoleName="managed", PolicyArn=arn)
    assert [entry for entry in emulator.inventory() if entry["id"] == arn] == []


def test_refuses_one_that_aws_does_not_have(emulator: Server) -> None:
    with create_role(emulator, "managed"), refused("NoSuchEntity"):
        emulator.client("iam").attach_role_policy(RoleName="managed", PolicyArn="arn:aws:iam::aws:policy/Stranger")
