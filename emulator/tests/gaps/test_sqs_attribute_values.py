from collections.abc import Iterator

import pytest

from tests.gaps.sqs_setup import attributes_of, create_queue, set_attributes
from tests.server import Server, refused

OUT_OF_RANGE = [
    ("DelaySeconds", "901"),
    ("KmsDataKeyReusePeriodSeconds", "59"),
    ("MaximumMessageSize", "1023"),
    ("MaximumMessageSize", "1048577"),
    ("MessageRetentionPeriod", "59"),
    ("MessageRetentionPeriod", "1209601"),
    ("ReceiveMessageWaitTimeSeconds", "21"),
    ("VisibilityTimeout", "43201"),
    ("VisibilityTimeout", "-1"),
    ("VisibilityTimeout", "soon"),
    ("SqsManagedSseEnabled", "yes"),
]


@pytest.fixture(scope="module")
def queue(emulator: Server) -> Iterator[str]:
    with create_queue(emulator, "valued") as url:
        yield url


def test_plain_moto_accepts_any_value_and_name(plain_moto: Server) -> None:
    with create_queue(plain_moto, "valued", VisibilityTimeout="43201", Unknown="1") as url:
        set_attributes(plain_moto, url, MaximumMessageSize="1023")
        assert attributes_of(plain_moto, url, "VisibilityTimeout") == {"VisibilityTimeout": "43201"}


@pytest.mark.parametrize(("name", "value"), OUT_OF_RANGE)
def test_refuses_a_value_out_of_range(emulator: Server, queue: str, name: str, value: str) -> None:
    before = attributes_of(emulator, queue, "All")
    with refused("InvalidAttributeValue"):
        set_attributes(emulator, queue, **{name: value})
    with refused("InvalidAttributeValue"), create_queue(emulator, "wrong", **{name: value}):
        pass
    assert attributes_of(emulator, queue, "All") == before


def test_refuses_an_unknown_attribute(emulator: Server, queue: str) -> None:
    with refused("InvalidAttributeName"):
        set_attributes(emulator, queue, Unknown="1")


def test_reads_back_an_update_within_the_range(emulator: Server, queue: str) -> None:
    values = {"VisibilityTimeout": "43200", "MessageRetentionPeriod": "1209600", "ReceiveMessageWaitTimeSeconds": "20"}
    set_attributes(emulator, queue, **values)
    assert attributes_of(emulator, queue, *values) == values
