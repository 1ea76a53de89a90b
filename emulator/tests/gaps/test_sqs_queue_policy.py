import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.gaps.sqs_setup import arn_of, attributes_of, create_queue, set_attributes
from tests.server import Server, refused

STATEMENT = {
    "Sid": "DenyInsecureTransport",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "sqs:*",
    "Resource": arn_of("guarded"),
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
POLICY = {"Version": "2012-10-17", "Statement": [STATEMENT]}


@pytest.fixture(scope="module")
def queue(emulator: Server) -> Iterator[str]:
    with create_queue(emulator, "guarded") as url:
        yield url


def policy_of(server: Server, url: str) -> Any:
    text = attributes_of(server, url, "Policy").get("Policy")
    return text and json.loads(text)


def test_plain_moto_loses_the_policy(plain_moto: Server) -> None:
    with create_queue(plain_moto, "guarded", Policy=json.dumps(POLICY)) as url:
        set_attributes(plain_moto, url, VisibilityTimeout="60")
        assert policy_of(plain_moto, url) is None


def test_keeps_the_policy_when_something_else_is_set(emulator: Server, queue: str) -> None:
    set_attributes(emulator, queue, Policy=json.dumps(POLICY))
    set_attributes(emulator, queue, VisibilityTimeout="60")
    assert policy_of(emulator, queue) == POLICY


def test_reads_back_an_update_and_a_removal(emulator: Server, queue: str) -> None:
    other = POLICY | {"Statement": [STATEMENT | {"Sid": "Other"}]}
    set_attributes(emulator, queue, Policy=json.dumps(other))
    assert policy_of(emulator, queue) == other
    set_attributes(emulator, queue, Policy="")
    assert policy_of(emulator, queue) is None


@pytest.mark.parametrize(
    "policy",
    ["nonsense", "[]", "{}", json.dumps(POLICY | {"Statement": []}), json.dumps({"Statement": {"Effect": "Deny"}})],
)
def test_refuses_what_is_no_policy(emulator: Server, queue: str, policy: str) -> None:
    with refused("InvalidAttributeValue"):
        set_attributes(emulator, queue, Policy=policy)
    with refused("InvalidAttributeValue"), create_queue(emulator, "wrong", Policy=policy):
        pass
