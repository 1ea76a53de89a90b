from typing import Any

from tests.gaps.ecs_setup import Service, create_service, describe
from tests.server import Server, refused


def tasks_of_cluster(server: Server, service: Service) -> tuple[int, int]:
    cluster = server.client("ecs").describe_clusters(clusters=[service.cluster])["clusters"][0]
    return cluster["runningTasksCount"], cluster["pendingTasksCount"]


def is_steady(described: Any, count: int) -> bool:
    (deployment,) = described["deployments"]
    return (
        (described["desiredCount"], described["runningCount"], described["pendingCount"]) == (count, count, 0)
        and (deployment["desiredCount"], deployment["runningCount"], deployment["pendingCount"]) == (count, count, 0)
        and deployment["rolloutState"] == "COMPLETED"
        and deployment["taskDefinition"] == described["taskDefinition"]
    )


def test_plain_moto_never_gets_there(plain_moto: Server) -> None:
    with create_service(plain_moto, "steady") as service:
        assert not is_steady(describe(plain_moto, service), 2)


def test_runs_the_tasks_that_are_asked_for(emulator: Server) -> None:
    with create_service(emulator, "steady") as service:
        assert is_steady(describe(emulator, service), 2)
        assert tasks_of_cluster(emulator, service) == (2, 0)
    assert tasks_of_cluster(emulator, service) == (0, 0)


def test_plain_moto_leaves_the_deployment_as_it_was(plain_moto: Server) -> None:
    with create_service(plain_moto, "scaled-by-hand") as service:
        plain_moto.client("ecs").update_service(cluster=service.cluster, service=service.name, desiredCount=3)
        assert not is_steady(describe(plain_moto, service), 3)


def test_follows_a_count_that_autoscaling_changes(emulator: Server) -> None:
    with create_service(emulator, "scaled-by-hand") as service:
        emulator.client("ecs").update_service(cluster=service.cluster, service=service.name, desiredCount=3)
        assert is_steady(describe(emulator, service), 3)
        assert tasks_of_cluster(emulator, service) == (3, 0)


def test_keeps_the_count_when_something_else_changes(emulator: Server) -> None:
    with create_service(emulator, "redeployed") as service:
        emulator.client("ecs").update_service(cluster=service.cluster, service=service.name, forceNewDeployment=True)
        assert is_steady(describe(emulator, service), 2)
        assert tasks_of_cluster(emulator, service) == (2, 0)


def test_refuses_to_delete_a_service_that_still_runs(emulator: Server) -> None:
    with create_service(emulator, "running") as service, refused("InvalidParameterException"):
        emulator.client("ecs").delete_service(cluster=service.cluster, service=service.name)
