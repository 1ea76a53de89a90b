from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.gaps.ecs_setup import create_cluster
from tests.gaps.network_setup import create_subnet, create_vpc
from tests.gaps.rollouts_setup import marked
from tests.server import Server, refused

DIGEST = f"sha256:{'b' * 64}"
SPOT = [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]


def register_job(server: Server, memory: dict[str, int]) -> str:
    """With a container beside the one that does the work."""
    registered = server.client("ecs").register_task_definition(
        family="job",
        requiresCompatibilities=["FARGATE"],
        networkMode="awsvpc",
        cpu="256",
        memory="512",
        containerDefinitions=[
            {"name": "work", "image": f"work@{DIGEST}", "essential": True, **memory},
            {"name": "proxy", "image": "proxy", "essential": False, **memory},
        ],
    )
    arn: str = registered["taskDefinition"]["taskDefinitionArn"]
    return arn


@contextmanager
def job(
    server: Server,
    name: str,
    memory: dict[str, int] | None = None,
    groups: dict[str, list[str]] | None = None,
    **settings: Any,
) -> Iterator[tuple[str, Any]]:
    """A subnet with what runs a job in it, and the task that was started."""
    ec2, ecs = server.client("ec2"), server.client("ecs")
    vpc_id = create_vpc(server)
    ec2.modify_vpc_attribute(VpcId=vpc_id, EnableDnsHostnames={"Value": True})
    subnet_id = create_subnet(server, vpc_id)
    definition = register_job(server, memory or {})
    with create_cluster(server, name) as made:
        ecs.deregister_task_definition(taskDefinition=made.task_definition_arn)
        started = ecs.run_task(
            **{
                "cluster": name,
                "taskDefinition": definition,
                "networkConfiguration": {"awsvpcConfiguration": {"subnets": [subnet_id], **(groups or {})}},
                "capacityProviderStrategy": SPOT,
                **settings,
            }
        )
        yield subnet_id, started["tasks"][0]
    ecs.deregister_task_definition(taskDefinition=definition)
    ec2.delete_subnet(SubnetId=subnet_id)
    ec2.delete_vpc(VpcId=vpc_id)


def look(server: Server, cluster: str, task: Any) -> Any:
    return server.client("ecs").describe_tasks(cluster=cluster, tasks=[task["taskArn"]])["tasks"][0]


def exits(task: Any) -> list[tuple[str, str, int | None]]:
    return [(each["name"], each["lastStatus"], each.get("exitCode")) for each in task["containers"]]


def test_plain_moto_stops_at_once_with_one_container_and_leaves_a_network_interface(plain_moto: Server) -> None:
    with job(plain_moto, "jobs", memory={"memory": 64}, groups={"securityGroups": []}) as (subnet_id, task):
        assert exits(task) == [("work", "PENDING", 0)]
        stopped = look(plain_moto, "jobs", task)
        assert "stopCode" not in stopped
        assert interfaces(plain_moto, subnet_id) == 1


def interfaces(server: Server, subnet_id: str) -> int:
    filters = [{"Name": "subnet-id", "Values": [subnet_id]}]
    return len(server.client("ec2").describe_network_interfaces(Filters=filters)["NetworkInterfaces"])


def test_runs_and_comes_to_an_end(emulator: Server) -> None:
    before = leftovers(emulator)
    with job(emulator, "jobs") as (subnet_id, task):
        assert task["lastStatus"] == "PROVISIONING"
        assert exits(task) == [("work", "PENDING", None), ("proxy", "PENDING", None)]
        assert interfaces(emulator, subnet_id) == 1
        running = look(emulator, "jobs", task)
        assert (running["lastStatus"], running["desiredStatus"]) == ("RUNNING", "RUNNING")
        assert exits(running) == [("work", "RUNNING", None), ("proxy", "RUNNING", None)]
        assert listed(emulator, "RUNNING") == listed(emulator) == [task["taskArn"]]
        stopped = look(emulator, "jobs", task)
        assert (stopped["lastStatus"], stopped["stopCode"]) == ("STOPPED", "EssentialContainerExited")
        assert stopped["stoppedReason"] == "Essential container in task exited"
        assert stopped["stoppedAt"] >= stopped["startedAt"]
        assert exits(stopped) == [("work", "STOPPED", 0), ("proxy", "STOPPED", 0)]
        assert look(emulator, "jobs", task) == stopped
        assert (listed(emulator), listed(emulator, "STOPPED")) == ([], [task["taskArn"]])
        assert interfaces(emulator, subnet_id) == 0
    assert leftovers(emulator) == before


def listed(server: Server, *status: str) -> Any:
    wanted = {"desiredStatus": status[0]} if status else {}
    return server.client("ecs").list_tasks(cluster="jobs", **wanted)["taskArns"]


def leftovers(server: Server) -> list[dict[str, str]]:
    return [entry for entry in server.inventory() if "state" not in entry]


def test_exits_with_a_fault_where_the_image_fails(emulator: Server) -> None:
    with marked(emulator, DIGEST, "fails"), job(emulator, "failing") as (_, task):
        look(emulator, "failing", task)
        assert exits(look(emulator, "failing", task)) == [("work", "STOPPED", 1), ("proxy", "STOPPED", 0)]


def test_goes_on_where_the_image_stalls_until_it_is_stopped(emulator: Server) -> None:
    with marked(emulator, DIGEST, "stalls"), job(emulator, "stalling") as (_, task):
        for _ in range(4):
            assert look(emulator, "stalling", task)["lastStatus"] in ("PROVISIONING", "RUNNING")
        emulator.client("ecs").stop_task(cluster="stalling", task=task["taskArn"], reason="took too long")
        stopped = look(emulator, "stalling", task)
        assert (stopped["stopCode"], stopped["stoppedReason"]) == ("UserInitiated", "took too long")


def test_refuses_what_cannot_be_run(emulator: Server) -> None:
    unknown = [{"capacityProvider": "none", "weight": 1}]
    with refused("InvalidParameterException"), job(emulator, "wrong", capacityProviderStrategy=unknown):
        pass
    with refused("ClusterNotFoundException"), job(emulator, "here", cluster="elsewhere"):
        pass
    with job(emulator, "stopping") as (_, task):
        ecs = emulator.client("ecs")
        with refused("InvalidParameterException"):
            ecs.stop_task(cluster="stopping", task="none")
        ecs.stop_task(cluster="stopping", task=task["taskArn"])
