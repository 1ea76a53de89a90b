import json
from collections.abc import Iterator

import pytest

from tests.gaps.sqs_setup import arn_of, attributes_of, create_queue, redrive_policy, set_attributes
from tests.server import Server, refused

ATTRIBUTE = "RedrivePolicy"


@pytest.fixture(scope="module")
def queue(emulator: Server) -> Iterator[str]:
    with create_queue(emulator, "redriven-dead"), create_queue(emulator, "redriven") as url:
        yield url


def test_plain_moto_writes_spaces_and_accepts_any_count(plain_moto: Server) -> None:
    policy = redrive_policy(arn_of("redriven-dead"), 0)
    with create_queue(plain_moto, "redriven-dead"), create_queue(plain_moto, "redriven", RedrivePolicy=policy) as url:
        assert attributes_of(plain_moto, url, ATTRIBUTE) == {ATTRIBUTE: policy}


@pytest.mark.parametrize("count", [1, "5", 1000])
def test_gives_the_policy_back_without_spaces(emulator: Server, queue: str, count: int | str) -> None:
    set_attributes(emulator, queue, RedrivePolicy=redrive_policy(arn_of("redriven-dead"), count))
    expected = redrive_policy(arn_of("redriven-dead"), int(count)).replace(" ", "")
    assert attributes_of(emulator, queue, "All")[ATTRIBUTE] == expected
    assert attributes_of(emulator, queue, ATTRIBUTE) == {ATTRIBUTE: expected}


def test_removes_a_policy_that_is_set_to_nothing(emulator: Server, queue: str) -> None:
    set_attributes(emulator, queue, RedrivePolicy=redrive_policy(arn_of("redriven-dead")))
    set_attributes(emulator, queue, RedrivePolicy="")
    assert attributes_of(emulator, queue, ATTRIBUTE) == {}


@pytest.mark.parametrize(
    ("policy", "reason"),
    [
        (redrive_policy(arn_of("redriven-dead"), 0), "from 1 to 1000"),
        (redrive_policy(arn_of("redriven-dead"), 1001), "from 1 to 1000"),
        (redrive_policy(arn_of("redriven-dead"), "many"), "from 1 to 1000"),
        (redrive_policy("redriven-dead"), "fully qualified ARN"),
        (redrive_policy(arn_of("redriven-dead", account_id="123456789012")), "owner"),
        (redrive_policy(arn_of("redriven-dead", region="eu-west-1")), "same region"),
        (redrive_policy(arn_of("none")), "does not exist"),
        ("nonsense", "not a valid JSON map"),
        (json.dumps({"maxReceiveCount": 5}), "mandatory attribute: deadLetterTargetArn"),
        (json.dumps({"deadLetterTargetArn": arn_of("redriven-dead")}), "mandatory attribute: maxReceiveCount"),
        (json.dumps({"deadLetterTargetArn": "a", "maxReceiveCount": 5, "other": 1}), "Only following attributes"),
    ],
)
def test_refuses_a_policy_that_cannot_be(emulator: Server, queue: str, policy: str, reason: str) -> None:
    before = attributes_of(emulator, queue, "VisibilityTimeout", ATTRIBUTE)
    with refused("InvalidParameterValue", reason):
        set_attributes(emulator, queue, VisibilityTimeout="77", RedrivePolicy=policy)
    assert attributes_of(emulator, queue, "VisibilityTimeout", ATTRIBUTE) == before
    with refused("InvalidParameterValue", reason), create_queue(emulator, "redriven-wrong", RedrivePolicy=policy):
        pass


def test_refuses_a_standard_queue_as_target_of_a_fifo_queue(emulator: Server) -> None:
    policy = redrive_policy(arn_of("fifo-dead"))
    with (
        create_queue(emulator, "fifo-dead"),
        refused("InvalidParameterValue", "same type"),
        create_queue(emulator, "redriven.fifo", FifoQueue="true", RedrivePolicy=policy),
    ):
        pass
