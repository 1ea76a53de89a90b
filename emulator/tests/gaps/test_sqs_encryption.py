from collections.abc import Iterator

import pytest

from tests.gaps.sqs_setup import attributes_of, create_queue, set_attributes
from tests.server import Server, refused

NAMES = ("KmsMasterKeyId", "SqsManagedSseEnabled")


@pytest.fixture(scope="module")
def queue(emulator: Server) -> Iterator[str]:
    with create_queue(emulator, "encrypted") as url:
        yield url


def test_plain_moto_says_that_there_are_two_keys(plain_moto: Server) -> None:
    with create_queue(plain_moto, "encrypted", KmsMasterKeyId="alias/queues") as url:
        assert attributes_of(plain_moto, url, *NAMES)["SqsManagedSseEnabled"] == "true"


def test_is_encrypted_by_sqs_unless_told_otherwise(emulator: Server, queue: str) -> None:
    assert attributes_of(emulator, queue, *NAMES) == {"SqsManagedSseEnabled": "true"}


def test_reads_back_one_key_after_each_change(emulator: Server, queue: str) -> None:
    set_attributes(emulator, queue, KmsMasterKeyId="alias/queues", SqsManagedSseEnabled="false")
    set_attributes(emulator, queue, VisibilityTimeout="60")
    assert attributes_of(emulator, queue, *NAMES) == {
        "KmsMasterKeyId": "alias/queues",
        "SqsManagedSseEnabled": "false",
    }
    set_attributes(emulator, queue, SqsManagedSseEnabled="true")
    assert attributes_of(emulator, queue, *NAMES) == {"SqsManagedSseEnabled": "true"}
    with create_queue(emulator, "created-encrypted", KmsMasterKeyId="alias/queues") as url:
        assert attributes_of(emulator, url, *NAMES)["SqsManagedSseEnabled"] == "false"


def test_refuses_two_keys_at_once(emulator: Server, queue: str) -> None:
    both = {"KmsMasterKeyId": "alias/queues", "SqsManagedSseEnabled": "true"}
    with refused("InvalidAttributeValue"):
        set_attributes(emulator, queue, **both)
    with refused("InvalidAttributeValue"), create_queue(emulator, "wrong", **both):
        pass
