import json
from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.gaps.sqs_setup import arn_of, attributes_of, create_queue, redrive_policy, set_attributes
from tests.server import Server, refused

ATTRIBUTE = "RedriveAllowPolicy"


@pytest.fixture(scope="module")
def dead(emulator: Server) -> Iterator[str]:
    with create_queue(emulator, "allowing-dead") as url:
        yield url


def by_queue(*names: str) -> str:
    return json.dumps({"redrivePermission": "byQueue", "sourceQueueArns": [arn_of(name) for name in names]})


def test_plain_moto_does_not_know_the_attribute(plain_moto: Server) -> None:
    with create_queue(plain_moto, "allowing-dead", RedriveAllowPolicy=by_queue("tasks")) as url:
        assert ATTRIBUTE not in attributes_of(plain_moto, url, "All")
        with pytest.raises(ClientError):
            attributes_of(plain_moto, url, ATTRIBUTE)


def test_keeps_the_policy_without_spaces_and_reads_back_an_update(emulator: Server, dead: str) -> None:
    assert ATTRIBUTE not in attributes_of(emulator, dead, "All")
    for policy in (by_queue("tasks"), '{"redrivePermission": "denyAll"}'):
        set_attributes(emulator, dead, RedriveAllowPolicy=policy)
        set_attributes(emulator, dead, VisibilityTimeout="60")
        assert attributes_of(emulator, dead, ATTRIBUTE) == {ATTRIBUTE: policy.replace(" ", "")}
    set_attributes(emulator, dead, RedriveAllowPolicy="")
    assert attributes_of(emulator, dead, ATTRIBUTE) == {}


@pytest.mark.parametrize(
    "policy",
    [
        "nonsense",
        "[]",
        {"redrivePermission": "all"},
        {"redrivePermission": "allowAll", "other": 1},
        {"redrivePermission": "byQueue"},
        {"redrivePermission": "byQueue", "sourceQueueArns": []},
        {"redrivePermission": "byQueue", "sourceQueueArns": arn_of("tasks")},
        {"redrivePermission": "byQueue", "sourceQueueArns": [arn_of(f"tasks-{number}") for number in range(11)]},
        {"redrivePermission": "denyAll", "sourceQueueArns": [arn_of("tasks")]},
    ],
    ids=str,
)
def test_refuses_a_policy_that_cannot_be(emulator: Server, dead: str, policy: Any) -> None:
    text = policy if isinstance(policy, str) else json.dumps(policy)
    with refused("InvalidParameterValue"):
        set_attributes(emulator, dead, RedriveAllowPolicy=text)
    with refused("InvalidParameterValue"), create_queue(emulator, "wrong", RedriveAllowPolicy=text):
        pass
    assert attributes_of(emulator, dead, ATTRIBUTE) == {}


def test_refuses_a_source_that_is_not_allowed(emulator: Server) -> None:
    with create_queue(emulator, "choosy", RedriveAllowPolicy=by_queue("friend")) as dead:
        policy = redrive_policy(arn_of("choosy"))
        with create_queue(emulator, "friend", RedrivePolicy=policy):
            pass
        with refused("InvalidParameterValue"), create_queue(emulator, "stranger", RedrivePolicy=policy):
            pass
        set_attributes(emulator, dead, RedriveAllowPolicy='{"redrivePermission":"allowAll"}')
        with create_queue(emulator, "stranger", RedrivePolicy=policy):
            pass
        set_attributes(emulator, dead, RedriveAllowPolicy='{"redrivePermission":"denyAll"}')
        with refused("InvalidParameterValue"), create_queue(emulator, "friend", RedrivePolicy=policy):
            pass
