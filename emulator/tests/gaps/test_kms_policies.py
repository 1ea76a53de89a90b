import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.server import ACCOUNT_ID, Server, refused

ROOT = {"AWS": f"arn:aws:iam::{ACCOUNT_ID}:root"}
ALL = {"Effect": "Allow", "Principal": ROOT, "Action": "kms:*", "Resource": "*"}
USE = ALL | {"Action": "kms:Decrypt"}
NOBODY = USE | {"Principal": {"AWS": f"arn:aws:iam::{ACCOUNT_ID}:role/none"}}


def policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def grant(server: Server, key_id: str) -> None:
    server.client("kms").create_grant(KeyId=key_id, GranteePrincipal=ROOT["AWS"], Operations=["Decrypt"])


def test_plain_moto_lets_everybody_lock_themselves_out(plain_moto: Server) -> None:
    kms = plain_moto.client("kms")
    kms.create_key(Policy=policy(USE, NOBODY))
    with pytest.raises(ClientError) as caught:
        grant(plain_moto, "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 500


@pytest.mark.parametrize(
    "wrong",
    [
        (USE,),
        (ALL, ALL | {"Effect": "Deny", "Action": "kms:Put*"}),
        (ALL | {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-none"}}},),
        (ALL, NOBODY),
    ],
    ids=["use alone", "refused", "conditional", "unknown role"],
)
def test_refuses_a_policy_that_locks_out_or_names_nobody(emulator: Server, wrong: tuple[dict[str, Any], ...]) -> None:
    kms = emulator.client("kms")
    with refused("MalformedPolicyDocumentException"):
        kms.create_key(Policy=policy(*wrong))
    key_id = kms.create_key(Policy=policy(ALL))["KeyMetadata"]["KeyId"]
    with refused("MalformedPolicyDocumentException"):
        kms.put_key_policy(KeyId=key_id, PolicyName="default", Policy=policy(*wrong))
    kms.put_key_policy(KeyId=key_id, PolicyName="default", Policy=policy(USE), BypassPolicyLockoutSafetyCheck=True)
    assert json.loads(kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]) == json.loads(policy(USE))
    kms.schedule_key_deletion(KeyId=key_id)


def test_refuses_a_grant_for_an_unknown_key(emulator: Server) -> None:
    with refused("NotFoundException"):
        grant(emulator, "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
