"""A group of hosts, for tests."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.gaps.network_setup import create_security_group, create_subnet, create_vpc
from tests.gaps.scheduler_setup import create_role
from tests.server import Server

IMAGE = "ami-22040000000000000"
_numbers = count(1)


@dataclass(frozen=True)
class Hosts:
    """What a group takes."""

    server: Server
    name: str
    vpc_id: str
    subnet_id: str
    security_group_id: str
    profile: str

    def template(self, suffix: str = "", **data: Any) -> str:
        """A launch template, by id."""
        launched = {
            "ImageId": IMAGE,
            "InstanceType": "t3.medium",
            "IamInstanceProfile": {"Name": self.profile},
            "NetworkInterfaces": [{"DeviceIndex": 0, "Groups": [self.security_group_id]}],
            "UserData": b64encode(b"#!/bin/sh").decode(),
            **data,
        }
        created = self.server.client("ec2").create_launch_template(
            LaunchTemplateName=f"{self.name}{suffix}", LaunchTemplateData=launched
        )
        template_id: str = created["LaunchTemplate"]["LaunchTemplateId"]
        return template_id

    def request(self, template_id: str, **settings: Any) -> dict[str, Any]:
        """For a group of one to two."""
        return {
            "AutoScalingGroupName": self.name,
            "MinSize": 1,
            "MaxSize": 2,
            "VPCZoneIdentifier": self.subnet_id,
            "LaunchTemplate": {"LaunchTemplateId": template_id, "Version": "1"},
            **settings,
        }

    @contextmanager
    def group(self, template_id: str, **settings: Any) -> Iterator[str]:
        """One that goes with its instances when the block ends."""
        autoscaling = self.server.client("autoscaling")
        autoscaling.create_auto_scaling_group(**self.request(template_id, **settings))
        try:
            yield self.name
        finally:
            autoscaling.delete_auto_scaling_group(AutoScalingGroupName=self.name, ForceDelete=True)

    def described(self) -> dict[str, Any]:
        """The group, as AWS gives it back."""
        autoscaling = self.server.client("autoscaling")
        found = autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[self.name])["AutoScalingGroups"]
        group: dict[str, Any] = found[0]
        return group


@contextmanager
def place_for_hosts(server: Server) -> Iterator[Hosts]:
    """A network, and a profile whose role instances may take."""
    name = f"hosts-{next(_numbers)}"
    vpc_id = create_vpc(server)
    subnet_id = create_subnet(server, vpc_id)
    group_id = create_security_group(server, vpc_id)
    iam = server.client("iam")
    with create_role(server, name, "ec2.amazonaws.com"):
        iam.create_instance_profile(InstanceProfileName=name)
        iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)
        try:
            yield Hosts(server, name, vpc_id, subnet_id, group_id, name)
        finally:
            iam.remove_role_from_instance_profile(InstanceProfileName=name, RoleName=name)
            iam.delete_instance_profile(InstanceProfileName=name)
