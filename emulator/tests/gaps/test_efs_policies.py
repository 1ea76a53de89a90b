import json

import pytest
from botocore.exceptions import ClientError

from tests.gaps.efs_setup import UNKNOWN, create_file_system
from tests.server import Server, refused

STATEMENT = {
    "Sid": "RefusePlaintext",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "elasticfilesystem:ClientMount",
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [STATEMENT]})


def test_plain_moto_has_no_switch_for_backups_and_keeps_what_is_no_policy(plain_moto: Server) -> None:
    efs = plain_moto.client("efs")
    with create_file_system(plain_moto, "plain") as file_system:
        efs.put_file_system_policy(FileSystemId=file_system, Policy="nonsense")
        with pytest.raises((ClientError, ValueError)):
            efs.put_backup_policy(FileSystemId=file_system, BackupPolicy={"Status": "ENABLED"})


def test_backups_are_turned_on_and_off(emulator: Server) -> None:
    efs = emulator.client("efs")
    with create_file_system(emulator, "backed-up") as file_system:
        assert efs.describe_backup_policy(FileSystemId=file_system)["BackupPolicy"] == {"Status": "DISABLED"}
        for status in ("ENABLED", "DISABLED"):
            efs.put_backup_policy(FileSystemId=file_system, BackupPolicy={"Status": status})
            assert efs.describe_backup_policy(FileSystemId=file_system)["BackupPolicy"] == {"Status": status}
        with refused("BadRequest"):
            efs.put_backup_policy(FileSystemId=file_system, BackupPolicy={"Status": "SOMETIMES"})


def test_a_policy_is_kept_and_removed(emulator: Server) -> None:
    efs = emulator.client("efs")
    with create_file_system(emulator, "guarded") as file_system:
        efs.put_file_system_policy(FileSystemId=file_system, Policy=POLICY)
        assert efs.describe_file_system_policy(FileSystemId=file_system)["Policy"] == POLICY
        efs.delete_file_system_policy(FileSystemId=file_system)
        with refused("PolicyNotFound"):
            efs.describe_file_system_policy(FileSystemId=file_system)


@pytest.mark.parametrize("policy", ["nonsense", "[]", "{}", '{"Statement": []}', '{"Statement": {"Effect": "Deny"}}'])
def test_refuses_what_is_no_policy(emulator: Server, policy: str) -> None:
    with create_file_system(emulator, "unguarded") as file_system, refused("InvalidPolicyException"):
        emulator.client("efs").put_file_system_policy(FileSystemId=file_system, Policy=policy)


def test_refuses_policies_of_an_unknown_file_system(emulator: Server) -> None:
    efs = emulator.client("efs")
    with refused("FileSystemNotFound"):
        efs.put_file_system_policy(FileSystemId=UNKNOWN, Policy=POLICY)
    with refused("FileSystemNotFound"):
        efs.put_backup_policy(FileSystemId=UNKNOWN, BackupPolicy={"Status": "ENABLED"})
    with refused("FileSystemNotFound"):
        efs.describe_backup_policy(FileSystemId=UNKNOWN)
    with refused("FileSystemNotFound"):
        efs.describe_file_system_policy(FileSystemId=UNKNOWN)
    with refused("FileSystemNotFound"):
        efs.delete_file_system_policy(FileSystemId=UNKNOWN)
