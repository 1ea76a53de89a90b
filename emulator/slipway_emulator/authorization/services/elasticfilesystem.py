"""EFS: Service Authorization Reference, "Amazon Elastic File System"; API reference, CreateFileSystem and
CreateAccessPoint (tags take `TagResource`).
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import (
    Calls,
    Resources,
    Service,
    all_of,
    anywhere,
    each,
    named,
    new,
    on,
    tagging,
)
from slipway_emulator.authorization.tags import tags_in

TAG = "elasticfilesystem:TagResource"


def _known(request: ApiRequest, identifier: str) -> Resource:
    """A file system or access point, by id or ARN, with its tags."""
    name = identifier.rpartition("/")[2]
    resource_type = "access-point" if name.startswith("fsap-") else "file-system"
    tags = request.moto("efs").tagging_service.get_tag_dict_for_resource(name)
    return Resource(request.arn(f"{resource_type}/{name}"), tags_in(tags))


def _of_mount_target(request: ApiRequest, mount_target_id: str) -> Resource:
    """The file system that it is for."""
    target = request.moto("efs").mount_targets_by_id.get(mount_target_id)
    return _known(request, target.file_system_id if target else "*")


_file_system = named(_known, "FileSystemId")
_either = named(_known, "AccessPointId", "FileSystemId")
_mount_target = named(_of_mount_target, "MountTargetId")


def _found(*some: Resources) -> Calls:
    """On what the request names, and without a name on every file system."""

    def calls(request: ApiRequest) -> Iterable[Resource]:
        named_ones = [resource for find in some for resource in find(request)]
        return named_ones or [Resource(request.arn("file-system/*"))]

    return on(calls)


SERVICE = Service(
    "elasticfilesystem",
    {
        "CreateFileSystem": all_of(anywhere, tagging(TAG, new("file-system/*"))),
        "CreateAccessPoint": all_of(on(_file_system), tagging(TAG, new("access-point/*"))),
        **each("DescribeAccessPoints DescribeFileSystems", _found(_either)),
        "DescribeMountTargets": _found(_either, _mount_target),
        **each(
            "CreateMountTarget DeleteFileSystem DeleteFileSystemPolicy DescribeBackupPolicy DescribeFileSystemPolicy"
            " DescribeLifecycleConfiguration PutBackupPolicy PutFileSystemPolicy PutLifecycleConfiguration"
            " UpdateFileSystem UpdateFileSystemProtection",
            on(_file_system),
        ),
        "DeleteAccessPoint": on(named(_known, "AccessPointId")),
        **each(
            "DeleteMountTarget DescribeMountTargetSecurityGroups ModifyMountTargetSecurityGroups", on(_mount_target)
        ),
        **each("ListTagsForResource TagResource UntagResource", on(named(_known, "ResourceId"))),
    },
    modelled_as="efs",
)
