from base64 import b64encode
from collections.abc import Iterator

import pytest

from tests.gaps.hosts_setup import IMAGE, Hosts, place_for_hosts
from tests.server import Server, refused

OWN = {"ResourceType": "launch-template", "Tags": [{"Key": "Environment", "Value": "staging"}]}
LAUNCHED = {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "host"}]}


@pytest.fixture
def hosts(emulator: Server) -> Iterator[Hosts]:
    with place_for_hosts(emulator) as place:
        yield place


def data_of(server: Server, template_id: str, version: str) -> dict[str, object]:
    ec2 = server.client("ec2")
    found = ec2.describe_launch_template_versions(LaunchTemplateId=template_id, Versions=[version])
    data: dict[str, object] = found["LaunchTemplateVersions"][0]["LaunchTemplateData"]
    return data


def created(server: Server, name: str) -> str:
    template = server.client("ec2").create_launch_template(
        LaunchTemplateName=name,
        TagSpecifications=[OWN],
        LaunchTemplateData={"ImageId": IMAGE, "TagSpecifications": [LAUNCHED]},
    )
    template_id: str = template["LaunchTemplate"]["LaunchTemplateId"]
    return template_id


def test_plain_moto_launches_with_the_templates_own_tags(plain_moto: Server) -> None:
    assert OWN in data_of(plain_moto, created(plain_moto, "own-tags"), "1")["TagSpecifications"]  # type: ignore[operator]


def test_keeps_its_own_tags_from_what_it_launches(emulator: Server) -> None:
    template_id = created(emulator, "own-tags")
    assert data_of(emulator, template_id, "1")["TagSpecifications"] == [LAUNCHED]
    [template] = emulator.client("ec2").describe_launch_templates(LaunchTemplateIds=[template_id])["LaunchTemplates"]
    assert template["Tags"] == OWN["Tags"]
    emulator.client("ec2").delete_launch_template(LaunchTemplateId=template_id)
    assert [entry for entry in emulator.inventory() if entry["id"] == template_id] == []


def test_refuses_user_data_above_16_kb(hosts: Hosts) -> None:
    ec2 = hosts.server.client("ec2")
    most = b64encode(b"a" * 16_384).decode()
    template_id = hosts.template(UserData=most)
    too_long = b64encode(b"a" * 16_385).decode()
    with refused("InvalidUserData.Malformed"):
        hosts.template("-long", UserData=too_long)
    with refused("InvalidUserData.Malformed"):
        ec2.create_launch_template_version(LaunchTemplateId=template_id, LaunchTemplateData={"UserData": too_long})


def test_reads_back_the_user_data_of_an_update_and_launches_with_it(hosts: Hosts) -> None:
    ec2 = hosts.server.client("ec2")
    template_id = hosts.template()
    data = {**data_of(hosts.server, template_id, "1"), "UserData": b64encode(b"#!/bin/sh\ntrue").decode()}
    ec2.create_launch_template_version(LaunchTemplateId=template_id, LaunchTemplateData=data)
    assert data_of(hosts.server, template_id, "$Latest")["UserData"] == data["UserData"]
    with hosts.group(template_id, LaunchTemplate={"LaunchTemplateId": template_id, "Version": "2"}):
        assert len(hosts.described()["Instances"]) == 1
