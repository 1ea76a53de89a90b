import pytest

from tests.server import Server, refused

PATH = "/aws/service/canonical/ubuntu/server/22.04/stable/current/{}/hvm/ebs-gp2/ami-id"


def test_plain_moto_does_not_know_them(plain_moto: Server) -> None:
    with refused("ParameterNotFound"):
        plain_moto.client("ssm").get_parameter(Name=PATH.format("amd64"))


@pytest.mark.parametrize(("architecture", "kind"), [("amd64", "x86_64"), ("arm64", "arm64")])
def test_names_an_image_that_is_there(emulator: Server, architecture: str, kind: str) -> None:
    image_id = emulator.client("ssm").get_parameter(Name=PATH.format(architecture))["Parameter"]["Value"]
    [image] = emulator.client("ec2").describe_images(ImageIds=[image_id])["Images"]
    assert image["Architecture"] == kind
    assert [entry for entry in emulator.inventory() if entry["service"] == "ssm" and "canonical" in entry["id"]] == []


def test_refuses_an_unknown_release(emulator: Server) -> None:
    with refused("ParameterNotFound"):
        emulator.client("ssm").get_parameter(Name=PATH.format("amd64").replace("22.04", "1.0"))
