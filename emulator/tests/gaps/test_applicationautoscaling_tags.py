from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError

from tests.gaps.ecs_setup import Service, create_service
from tests.server import Server, refused


def register(server: Server, service: Service) -> str:
    target = server.client("application-autoscaling").register_scalable_target(
        ServiceNamespace="ecs",
        ResourceId=f"service/{service.cluster}/{service.name}",
        ScalableDimension="ecs:service:DesiredCount",
        MinCapacity=1,
        MaxCapacity=4,
        Tags={"Owner": "platform", "Environment": "staging"},
    )
    arn: str = target["ScalableTargetARN"]
    return arn


@pytest.fixture(scope="module")
def target_arn(emulator: Server) -> Iterator[str]:
    with create_service(emulator, "scaled") as service:
        yield register(emulator, service)


def test_plain_moto_cannot_list_the_tags_of_a_target(plain_moto: Server) -> None:
    with create_service(plain_moto, "scaled") as service:
        arn = register(plain_moto, service)
        with pytest.raises(ClientError):
            plain_moto.client("application-autoscaling").list_tags_for_resource(ResourceARN=arn)


def test_keeps_the_tags_of_a_registration_and_their_changes(emulator: Server, target_arn: str) -> None:
    client = emulator.client("application-autoscaling")
    assert client.list_tags_for_resource(ResourceARN=target_arn)["Tags"] == {
        "Owner": "platform",
        "Environment": "staging",
    }
    client.tag_resource(ResourceARN=target_arn, Tags={"Owner": "security"})
    client.untag_resource(ResourceARN=target_arn, TagKeys=["Environment"])
    assert client.list_tags_for_resource(ResourceARN=target_arn)["Tags"] == {"Owner": "security"}


def test_refuses_an_arn_that_is_no_target(emulator: Server, target_arn: str) -> None:
    client = emulator.client("application-autoscaling")
    for arn in (f"{target_arn[:-1]}-", "nonsense"):
        with refused("ResourceNotFoundException"):
            client.list_tags_for_resource(ResourceARN=arn)
        with refused("ResourceNotFoundException"):
            client.tag_resource(ResourceARN=arn, Tags={"Owner": "platform"})
