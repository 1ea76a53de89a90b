"""Calls to EFS, and what it does as who asked."""

from typing import Any

from tests.authorization.asked import Asked, short
from tests.gaps.network_setup import create_subnet, create_vpc

TAGS = [{"Key": "Environment", "Value": "staging"}]


def words(calls: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(call["action"], short(call["resources"][0])) for call in calls]


def test_a_file_system_takes_the_rights_on_its_key_and_on_its_tags(asked: Asked) -> None:
    key = asked.server.client("kms").create_key()["KeyMetadata"]["Arn"]
    calls = asked.calls("efs", "create_file_system", CreationToken="a", Encrypted=True, KmsKeyId=key, Tags=TAGS)
    assert words(calls) == [
        ("elasticfilesystem:CreateFileSystem", "*"),
        ("elasticfilesystem:TagResource", "elasticfilesystem:file-system/*"),
        *(
            (f"kms:{action}", short(key))
            for action in ("DescribeKey", "GenerateDataKeyWithoutPlaintext", "Decrypt", "CreateGrant")
        ),
    ]
    assert calls[-1]["context"]["kms:ViaService"] == "elasticfilesystem.us-east-1.amazonaws.com"


def test_a_mount_target_is_its_file_systems_and_its_interface_the_callers(asked: Asked) -> None:
    efs = asked.server.client("efs")
    file_system = efs.create_file_system(CreationToken="mounted", Tags=TAGS)["FileSystemId"]
    subnet = create_subnet(asked.server, create_vpc(asked.server))
    made = asked.calls("efs", "create_mount_target", FileSystemId=file_system, SubnetId=subnet)
    assert (
        "iam:CreateServiceLinkedRole",
        "iam:role/aws-service-role/elasticfilesystem.amazonaws.com/AWSServiceRoleForAmazonElasticFileSystem",
    ) in words(made)
    assert [each for each in words(made) if not each[0].startswith("iam:")] == [
        ("elasticfilesystem:CreateMountTarget", f"elasticfilesystem:file-system/{file_system}"),
        ("ec2:DescribeNetworkInterfaces", "*"),
        ("ec2:DescribeSubnets", "*"),
        ("ec2:CreateNetworkInterface", "ec2:network-interface/*"),
        ("ec2:CreateNetworkInterface", f"ec2:subnet/{subnet}"),
    ]
    assert made[0]["context"]["aws:ResourceTag/Environment"] == "staging"
    (target,) = efs.describe_mount_targets(FileSystemId=file_system)["MountTargets"]
    gone = asked.calls("efs", "delete_mount_target", MountTargetId=target["MountTargetId"])
    assert words(gone) == [
        ("elasticfilesystem:DeleteMountTarget", f"elasticfilesystem:file-system/{file_system}"),
        ("ec2:DeleteNetworkInterface", f"ec2:network-interface/{target['NetworkInterfaceId']}"),
    ]


def test_an_access_point_is_found_by_itself_or_by_its_file_system(asked: Asked) -> None:
    efs = asked.server.client("efs")
    file_system = efs.create_file_system(CreationToken="entered")["FileSystemId"]
    made = asked.calls("efs", "create_access_point", ClientToken="a", FileSystemId=file_system, Tags=TAGS)
    assert words(made) == [
        ("elasticfilesystem:CreateAccessPoint", f"elasticfilesystem:file-system/{file_system}"),
        ("elasticfilesystem:TagResource", "elasticfilesystem:access-point/*"),
    ]
    (point,) = efs.describe_access_points(FileSystemId=file_system)["AccessPoints"]
    (own,) = asked.calls("efs", "delete_access_point", AccessPointId=point["AccessPointId"])
    assert own["resources"] == [point["AccessPointArn"]]
    assert own["context"]["aws:ResourceTag/Environment"] == "staging"
    (every,) = asked.calls("efs", "describe_file_systems", CreationToken="entered")
    assert short(every["resources"][0]) == "elasticfilesystem:file-system/*"
