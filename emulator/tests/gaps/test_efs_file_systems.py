from typing import Any

import pytest

from tests.gaps.efs_setup import UNKNOWN, create_file_system
from tests.server import Server, refused

USER = {"Uid": 10001, "Gid": 10001}
MADE = {"OwnerUid": 10001, "OwnerGid": 10001, "Permissions": "0750"}
ROOT = {"Path": "/data", "CreationInfo": MADE}


def test_plain_moto_takes_an_unknown_key_and_file_system(plain_moto: Server) -> None:
    with create_file_system(plain_moto, "plain", Encrypted=True, KmsKeyId="none"):
        plain_moto.client("efs").create_access_point(ClientToken="a", FileSystemId=UNKNOWN)


def test_names_the_key_by_its_arn(emulator: Server) -> None:
    key = emulator.client("kms").create_key()["KeyMetadata"]
    with create_file_system(emulator, "encrypted", Encrypted=True, KmsKeyId=key["KeyId"]):
        (found,) = emulator.client("efs").describe_file_systems(CreationToken="encrypted")["FileSystems"]
        assert found["KmsKeyId"] == key["Arn"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"Encrypted": True, "KmsKeyId": "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"},
        {"ThroughputMode": "elastic", "PerformanceMode": "maxIO"},
    ],
    ids=str,
)
def test_refuses_a_file_system_that_cannot_be(emulator: Server, wrong: dict[str, Any]) -> None:
    with refused("BadRequest"), create_file_system(emulator, "wrong", **wrong):
        pass


def test_keeps_transitions_and_refuses_those_that_do_not_fit(emulator: Server) -> None:
    efs = emulator.client("efs")
    kept: list[dict[str, str]] = [
        {"TransitionToIA": "AFTER_30_DAYS"},
        {"TransitionToPrimaryStorageClass": "AFTER_1_ACCESS"},
    ]
    with create_file_system(emulator, "moving") as file_system:
        efs.put_lifecycle_configuration(FileSystemId=file_system, LifecyclePolicies=kept)
        assert efs.describe_lifecycle_configuration(FileSystemId=file_system)["LifecyclePolicies"] == kept
        both = {"TransitionToIA": "AFTER_30_DAYS", "TransitionToPrimaryStorageClass": "AFTER_1_ACCESS"}
        wrongs: tuple[list[dict[str, str]], ...] = (
            [{"TransitionToIA": "AFTER_2_DAYS"}],
            [both],
            [{}],
            [kept[0], kept[0]],
        )
        for wrong in wrongs:
            with refused("BadRequest"):
                efs.put_lifecycle_configuration(FileSystemId=file_system, LifecyclePolicies=wrong)


def test_keeps_an_access_point(emulator: Server) -> None:
    efs = emulator.client("efs")
    with create_file_system(emulator, "entered") as file_system:
        made = efs.create_access_point(ClientToken="a", FileSystemId=file_system, PosixUser=USER, RootDirectory=ROOT)
        (found,) = efs.describe_access_points(FileSystemId=file_system)["AccessPoints"]
        assert (found["PosixUser"], found["RootDirectory"]) == (USER, ROOT)
        efs.delete_access_point(AccessPointId=made["AccessPointId"])
        assert efs.describe_access_points(FileSystemId=file_system)["AccessPoints"] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"PosixUser": USER | {"Uid": 2**32}},
        {"RootDirectory": ROOT | {"Path": "data"}},
        {"RootDirectory": ROOT | {"Path": "/a/b/c/d/e"}},
        {"RootDirectory": ROOT | {"CreationInfo": MADE | {"OwnerUid": 2**32}}},
        {"RootDirectory": ROOT | {"CreationInfo": MADE | {"Permissions": "rwx"}}},
    ],
    ids=str,
)
def test_refuses_an_access_point_that_cannot_be(emulator: Server, wrong: dict[str, Any]) -> None:
    efs = emulator.client("efs")
    settings = {"PosixUser": USER, "RootDirectory": ROOT, **wrong}
    with create_file_system(emulator, "unentered") as file_system, refused("BadRequest"):
        efs.create_access_point(ClientToken="a", FileSystemId=file_system, **settings)


def test_refuses_an_access_point_of_an_unknown_file_system(emulator: Server) -> None:
    with refused("FileSystemNotFound"):
        emulator.client("efs").create_access_point(ClientToken="a", FileSystemId=UNKNOWN)
