from collections.abc import Iterator
from contextlib import contextmanager

from tests.gaps.ecs_setup import default_network
from tests.gaps.scaling_setup import resource, scaled_service, step_of
from tests.server import Server, refused


@contextmanager
def two_services(server: Server) -> Iterator[None]:
    """In one cluster, and one name begins with the other."""
    client = server.client("application-autoscaling")
    with scaled_service(server, "looked-up") as first:
        ecs = server.client("ecs")
        ecs.create_service(
            cluster="looked-up",
            serviceName="agent-admin",
            taskDefinition="looked-up",
            desiredCount=0,
            networkConfiguration=default_network(server),
        )
        second = resource("looked-up", "agent-admin")
        client.register_scalable_target(**second, MinCapacity=0, MaxCapacity=1)
        for scaled in (first, second):
            for name in ("wake", "sleep"):
                client.put_scaling_policy(**scaled, PolicyName=name, **step_of(60))
        yield
        for name in ("wake", "sleep"):
            client.delete_scaling_policy(**second, PolicyName=name)
        client.deregister_scalable_target(**second)
        ecs.delete_service(cluster="looked-up", service="agent-admin", force=True)


def names(server: Server, service: str, *wanted: str) -> list[str]:
    answer = server.client("application-autoscaling").describe_scaling_policies(
        **resource("looked-up", service), **({"PolicyNames": list(wanted)} if wanted else {})
    )
    return [f"{policy['ResourceId'].split('/')[-1]} {policy['PolicyName']}" for policy in answer["ScalingPolicies"]]


def test_plain_moto_answers_with_the_policies_of_others(plain_moto: Server) -> None:
    with two_services(plain_moto):
        assert len(names(plain_moto, "agent-admin", "wake")) == 4


def test_answers_with_what_was_asked_for(emulator: Server) -> None:
    with two_services(emulator):
        assert names(emulator, "agent-admin") == ["agent-admin wake", "agent-admin sleep"]
        assert names(emulator, "agent-admin", "sleep") == ["agent-admin sleep"]
        assert names(emulator, "agent", "wake") == ["agent wake"]
        assert names(emulator, "agent", "none") == []


def test_refuses_an_unknown_namespace(emulator: Server) -> None:
    with refused("ValidationException"):
        emulator.client("application-autoscaling").describe_scaling_policies(ServiceNamespace="none")
