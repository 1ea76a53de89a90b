"""EFS: what a file system and its access points say.

Wrong in moto: CreateFileSystem takes a key that is not there and modes that do not go together, and gives a key's id or
alias back as it came; PutLifecycleConfiguration takes any transitions; CreateAccessPoint takes a file system that is
not there, and users and folders of any form. AWS answers BadRequest or FileSystemNotFound, and names the key by its ARN
(EFS API Reference: CreateFileSystem, PutLifecycleConfiguration, LifecyclePolicy, CreateAccessPoint, CreationInfo).
"""

import re
from collections.abc import Callable
from typing import Any

from moto.efs.exceptions import BadRequest, FileSystemNotFound
from moto.efs.models import EFSBackend, FileSystem
from moto.kms.models import kms_backends

from slipway_emulator.gaps.extend import extend_method, look_first
from slipway_emulator.gaps.kms_lookup import is_usable

TRANSITIONS = {
    "TransitionToIA": {"AFTER_1_DAY", *(f"AFTER_{days}_DAYS" for days in (7, 14, 30, 60, 90, 180, 270, 365))},
    "TransitionToPrimaryStorageClass": {"AFTER_1_ACCESS"},
}
TRANSITIONS["TransitionToArchive"] = TRANSITIONS["TransitionToIA"]
HIGHEST_ID = 2**32 - 1
PATH = re.compile(r"/|(/[^$#<>;`|&?{}^*/\n]+){1,4}")
PERMISSIONS = re.compile(r"[0-7]{3,4}")


def close() -> None:
    """Look at what is asked for before it is kept."""
    extend_method(EFSBackend, "create_file_system", _create_file_system)
    look_first(EFSBackend, "put_lifecycle_configuration", _refuse_transitions)
    look_first(EFSBackend, "create_access_point", _refuse_access_point)


def _create_file_system(original: Callable[..., FileSystem], backend: EFSBackend, **request: Any) -> FileSystem:
    key = request["kms_key_id"]
    if key and not is_usable(backend.account_id, backend.region_name, key):
        raise BadRequest("The KMS key is not there, or cannot be used.")
    if request["throughput_mode"] == "elastic" and request["performance_mode"] == "maxIO":
        raise BadRequest("Elastic throughput is for the performance mode generalPurpose alone.")
    file_system = original(backend, **request)
    keys = kms_backends[backend.account_id][backend.region_name]
    found = keys.keys.get(keys.any_id_to_key_id(key)) if key else None
    if found is not None:
        file_system.kms_key_id = found.arn
    return file_system


def _refuse_transitions(_backend: EFSBackend, _file_system_id: str, policies: list[dict[str, str]]) -> None:
    named = [name for policy in policies for name in policy]
    for policy in policies:
        if len(policy) != 1 or any(value not in TRANSITIONS.get(name, ()) for name, value in policy.items()):
            raise BadRequest("One or more LifecyclePolicy objects specified are malformed.")
    if len(named) != len(set(named)):
        raise BadRequest("Each transition is allowed once.")


def _refuse_access_point(backend: EFSBackend, *_: Any, **request: Any) -> None:
    if request["file_system_id"] not in backend.file_systems_by_id:
        raise FileSystemNotFound(request["file_system_id"])
    root = request["root_directory"] or {}
    made = root.get("CreationInfo")
    ids = [*_ids(request["posix_user"], "Uid", "Gid"), *_ids(made, "OwnerUid", "OwnerGid")]
    if any(not isinstance(each, int) or not 0 <= each <= HIGHEST_ID for each in ids):
        raise BadRequest("A user or group id is missing or out of its range.")
    if not PATH.fullmatch(root.get("Path", "/")):
        raise BadRequest("The root directory's path is not valid.")
    if made is not None and not PERMISSIONS.fullmatch(str(made.get("Permissions"))):
        raise BadRequest("The permissions of the root directory are not valid.")


def _ids(holder: dict[str, Any] | None, *names: str) -> list[Any]:
    return [] if holder is None else [holder.get(name) for name in names]
