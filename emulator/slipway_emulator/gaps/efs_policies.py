"""EFS: the policies of a file system.

Missing in moto: PutBackupPolicy and DeleteFileSystemPolicy. Wrong: PutFileSystemPolicy keeps what is no policy, and
calls for a file system that is not there end with 500. AWS answers InvalidPolicyException and FileSystemNotFound, and a
backup policy that is turned off stays visible as `DISABLED` (EFS API Reference: PutBackupPolicy, DescribeBackupPolicy,
PutFileSystemPolicy, DeleteFileSystemPolicy).
"""

import json
from typing import Any

from moto.efs.exceptions import BadRequest, EFSError, FileSystemNotFound
from moto.efs.models import EFSBackend, FileSystem
from moto.efs.responses import EFSResponse

from slipway_emulator.gaps.extend import add_method, look_first, replace_property

STATUSES = {"ENABLED", "DISABLED"}
STATEMENT_KEYS = {"Effect", "Principal", "Action"}

Answer = tuple[str, dict[str, Any]]


def close() -> None:
    """Answer what moto does not, and look whether the file system is there."""
    for name in ("describe_backup_policy", "describe_file_system_policy"):
        look_first(EFSBackend, name, _refuse_unknown)
    look_first(EFSBackend, "put_file_system_policy", _refuse_policy)
    replace_property(FileSystem, "backup_policy", _backup_policy)
    add_method(EFSResponse, "put_backup_policy", _put_backup_policy)
    add_method(EFSResponse, "delete_file_system_policy", _delete_file_system_policy)


def _refuse_unknown(backend: EFSBackend, file_system_id: str) -> None:
    if file_system_id not in backend.file_systems_by_id:
        raise FileSystemNotFound(file_system_id)


def _refuse_policy(backend: EFSBackend, file_system_id: str, policy: str, **_: Any) -> None:
    _refuse_unknown(backend, file_system_id)
    if not _is_policy(policy):
        raise EFSError("InvalidPolicyException", "The FileSystemPolicy is malformed.")


def _is_policy(text: str) -> bool:
    try:
        document = json.loads(text)
    except ValueError:
        return False
    given = document.get("Statement") if isinstance(document, dict) else None
    statements = given if isinstance(given, list) else [given]
    return bool(statements) and all(isinstance(each, dict) and each.keys() >= STATEMENT_KEYS for each in statements)


def _backup_policy(file_system: FileSystem) -> dict[str, str]:
    return {
        "Status": vars(file_system).get("_backup_status", "ENABLED" if vars(file_system)["_backup"] else "DISABLED")
    }


def _put_backup_policy(response: EFSResponse) -> Answer:
    file_system_id = response._get_param("FileSystemId")
    status = (response._get_param("BackupPolicy") or {}).get("Status")
    _refuse_unknown(response.efs_backend, file_system_id)
    if status not in STATUSES:
        raise BadRequest("The status of a backup policy is ENABLED or DISABLED.")
    vars(response.efs_backend.file_systems_by_id[file_system_id])["_backup_status"] = status
    return json.dumps({"BackupPolicy": {"Status": status}}), {"Content-Type": "application/json"}


def _delete_file_system_policy(response: EFSResponse) -> Answer:
    file_system_id = response._get_param("FileSystemId")
    _refuse_unknown(response.efs_backend, file_system_id)
    response.efs_backend.file_systems_by_id[file_system_id].file_system_policy = None
    return "{}", {"Content-Type": "application/json"}
