from tests.gaps.ecs_setup import create_service
from tests.gaps.scaling_setup import resource, scaled_service
from tests.server import Server, refused


def test_plain_moto_takes_a_minimum_above_the_maximum(plain_moto: Server) -> None:
    with create_service(plain_moto, "bounded"):
        client = plain_moto.client("application-autoscaling")
        client.register_scalable_target(**resource("bounded"), MinCapacity=4, MaxCapacity=2)
        client.deregister_scalable_target(**resource("bounded"))


def test_refuses_a_minimum_above_the_maximum_also_in_an_update(emulator: Server) -> None:
    client = emulator.client("application-autoscaling")
    with create_service(emulator, "bounded"):
        for wrong in ({"MinCapacity": 4, "MaxCapacity": 2}, {"MinCapacity": 1}):
            with refused("ValidationException"):
                client.register_scalable_target(**resource("bounded"), **wrong)
    with scaled_service(emulator, "bounded-later") as scaled:
        with refused("ValidationException"):
            client.register_scalable_target(**scaled, MinCapacity=5)
        client.register_scalable_target(**scaled, MinCapacity=4)
        (target,) = client.describe_scalable_targets(ServiceNamespace="ecs", ResourceIds=[scaled["ResourceId"]])[
            "ScalableTargets"
        ]
        assert (target["MinCapacity"], target["MaxCapacity"]) == (4, 4)
