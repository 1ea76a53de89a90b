import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from tests.gaps.scheduler_setup import create_role
from tests.server import ACCOUNT_ID, Server, refused

NOWHERE = f"arn:aws:iam::{ACCOUNT_ID}:policy/none"


def document(characters: int = 0) -> str:
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{'a' * characters}"}
    return json.dumps({"Version": "2012-10-17", "Statement": statement})


def trust(principal: dict[str, str]) -> str:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}
    return json.dumps({"Version": "2012-10-17", "Statement": statement})


@contextmanager
def create_policy(server: Server, name: str) -> Iterator[str]:
    iam = server.client("iam")
    arn: str = iam.create_policy(PolicyName=name, PolicyDocument=document())["Policy"]["Arn"]
    yield arn
    iam.delete_policy(PolicyArn=arn)


def test_plain_moto_knows_no_limits(plain_moto: Server) -> None:
    iam = plain_moto.client("iam")
    service = trust({"Service": "ecs-tasks.amazonaws.com"})
    iam.create_role(RoleName="bounded", AssumeRolePolicyDocument=service, PermissionsBoundary=NOWHERE)
    iam.put_role_policy(RoleName="bounded", PolicyName="long", PolicyDocument=document(10_240))
    stranger = trust({"AWS": f"arn:aws:iam::{ACCOUNT_ID}:role/none"})
    iam.create_role(RoleName="trusting", AssumeRolePolicyDocument=stranger)


def test_refuses_a_boundary_that_is_not_there(emulator: Server) -> None:
    iam = emulator.client("iam")
    service = trust({"Service": "ecs-tasks.amazonaws.com"})
    with refused("NoSuchEntity", "Scope ARN"):
        iam.create_role(RoleName="bounded", AssumeRolePolicyDocument=service, PermissionsBoundary=NOWHERE)
    with create_policy(emulator, "boundary") as boundary, create_role(emulator, "bounded"):
        with refused("NoSuchEntity", "Scope ARN"):
            iam.put_role_permissions_boundary(RoleName="bounded", PermissionsBoundary=NOWHERE)
        iam.put_role_permissions_boundary(RoleName="bounded", PermissionsBoundary=boundary)
        with refused("DeleteConflict"):
            iam.delete_policy(PolicyArn=boundary)


def test_refuses_a_trusted_role_that_is_not_there(emulator: Server) -> None:
    iam = emulator.client("iam")
    with create_role(emulator, "trusted") as trusted:
        with refused("MalformedPolicyDocument", "Invalid principal"):
            iam.create_role(RoleName="trusting", AssumeRolePolicyDocument=trust({"AWS": f"{trusted}-not"}))
        iam.create_role(RoleName="trusting", AssumeRolePolicyDocument=trust({"AWS": trusted}))
        with refused("MalformedPolicyDocument", "Invalid principal"):
            iam.update_assume_role_policy(RoleName="trusting", PolicyDocument=trust({"AWS": f"{trusted}-not"}))
        iam.delete_role(RoleName="trusting")


def test_counts_inline_policies_together_and_no_white_space(emulator: Server) -> None:
    iam = emulator.client("iam")
    with create_role(emulator, "inline"):
        iam.put_role_policy(RoleName="inline", PolicyName="first", PolicyDocument=document(9_900) + " " * 1000)
        with refused("LimitExceeded", "10240"):
            iam.put_role_policy(RoleName="inline", PolicyName="second", PolicyDocument=document(400))
        iam.put_role_policy(RoleName="inline", PolicyName="first", PolicyDocument=document(10_000))
        iam.delete_role_policy(RoleName="inline", PolicyName="first")


@pytest.mark.parametrize("quota", ["PolicySize", "ACLSizePerRole", "PoliciesPerRole"])
def test_refuses_what_is_beyond_a_quota(emulator: Server, quota: str) -> None:
    iam = emulator.client("iam")
    with ExitStack() as stack:
        made = [stack.enter_context(create_policy(emulator, f"part-{number}")) for number in range(11)]
        attached = made[:10]
        requests: dict[str, Any] = {
            "PolicySize": lambda: iam.create_policy(PolicyName="long", PolicyDocument=document(6144)),
            "ACLSizePerRole": lambda: iam.create_role(
                RoleName="long", AssumeRolePolicyDocument=trust({"Service": f"{'a' * 2048}.amazonaws.com"})
            ),
            "PoliciesPerRole": lambda: iam.attach_role_policy(RoleName="full", PolicyArn=made[10]),
        }
        stack.enter_context(create_role(emulator, "full"))
        for arn in attached:
            iam.attach_role_policy(RoleName="full", PolicyArn=arn)
        with refused("LimitExceeded", quota):
            requests[quota]()
        for arn in attached:
            iam.detach_role_policy(RoleName="full", PolicyArn=arn)


def test_refuses_a_long_version_and_the_deletion_of_what_is_attached(emulator: Server) -> None:
    iam = emulator.client("iam")
    with create_policy(emulator, "attached") as arn, create_role(emulator, "holder"):
        with refused("LimitExceeded", "PolicySize"):
            iam.create_policy_version(PolicyArn=arn, PolicyDocument=document(6144))
        iam.attach_role_policy(RoleName="holder", PolicyArn=arn)
        with refused("DeleteConflict"):
            iam.delete_policy(PolicyArn=arn)
        iam.detach_role_policy(RoleName="holder", PolicyArn=arn)
