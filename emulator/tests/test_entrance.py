import json
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.request import urlopen

import pytest

from slipway_emulator.entrance import Entrance
from tests.gaps.ecs_setup import register_task_definition
from tests.gaps.elbv2_setup import create_target_group, forward
from tests.gaps.network_setup import create_security_group, create_subnet, create_vpc
from tests.server import Server, refused


@dataclass(frozen=True)
class Site:
    name: str
    server: Server
    balancer_group: str
    task_group: str
    task_subnet: str
    listener_arn: str
    target_group_arn: str

    def entrance(self, part: str) -> list[dict[str, Any]]:
        with urlopen(f"{self.server.endpoint}/slipway/entrance") as response:
            return [entry for entry in json.load(response)[part] if entry["service"] == f"{self.name}/agent"]

    def update_service(self, **changes: Any) -> None:
        self.server.client("ecs").update_service(cluster=self.name, service="agent", **changes)

    def move_to(self, port: int) -> None:
        container = {"name": "agent", "image": "agent", "portMappings": [{"containerPort": port}]}
        revision = register_task_definition(self.server, self.name, containerDefinitions=[container])
        self.update_service(taskDefinition=revision, loadBalancers=[registered(self.target_group_arn, port)])

    def reason(self) -> str | None:
        (service,) = self.entrance("services")
        assert service["answers"] == ("reason" not in service)
        reason: str | None = service.get("reason")
        return reason

    def allow(self, direction: str, group: str, port: int, **source: Any) -> None:
        getattr(self.server.client("ec2"), f"authorize_security_group_{direction}")(
            GroupId=group, IpPermissions=[permission(port, **source)]
        )

    def balancer(self) -> dict[str, Any]:
        return {"UserIdGroupPairs": [{"GroupId": self.balancer_group}]}

    def withdraw(self, direction: str, group: str, port: int, **source: Any) -> None:
        getattr(self.server.client("ec2"), f"revoke_security_group_{direction}")(
            GroupId=group, IpPermissions=[permission(port, **source)]
        )

    def outages(self) -> list[tuple[str, str, str | None]]:
        return [(outage["reason"], outage["begunBy"], outage.get("endedBy")) for outage in self.entrance("outages")]


def permission(port: int, **source: Any) -> dict[str, Any]:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **source}


_numbers = count(1)
EVERYONE = {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}
TASKS = {"IpRanges": [{"CidrIp": "10.1.1.0/24"}]}


@pytest.fixture
def site(emulator: Server) -> Site:
    """A service on port 8080 behind a load balancer that listens on 80."""
    name = f"site-{next(_numbers)}"
    vpc = create_vpc(emulator)
    public, private = create_subnet(emulator, vpc), create_subnet(emulator, vpc, "10.1.1.0/24")
    balancer_group, task_group = create_security_group(emulator, vpc), create_security_group(emulator, vpc)
    emulator.client("ec2").revoke_security_group_egress(
        GroupId=balancer_group, IpPermissions=[{"IpProtocol": "-1", **EVERYONE}]
    )
    elb, ecs = emulator.client("elbv2"), emulator.client("ecs")
    balancer = elb.create_load_balancer(Name=name, Subnets=[public], SecurityGroups=[balancer_group], Scheme="internal")
    arn, group = balancer["LoadBalancers"][0]["LoadBalancerArn"], create_target_group(emulator, name, vpc)
    listener = elb.create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=80, DefaultActions=forward(group))
    made = Site(name, emulator, balancer_group, task_group, private, listener["Listeners"][0]["ListenerArn"], group)
    made.allow("ingress", balancer_group, 80, **EVERYONE)
    made.allow("egress", balancer_group, 8080, **TASKS)
    made.allow("ingress", task_group, 8080, **made.balancer())
    ecs.create_cluster(clusterName=name)
    ecs.create_service(
        cluster=name,
        serviceName="agent",
        taskDefinition=register_task_definition(emulator, name),
        desiredCount=1,
        launchType="FARGATE",
        loadBalancers=[registered(group, 8080)],
        networkConfiguration={"awsvpcConfiguration": {"subnets": [private], "securityGroups": [task_group]}},
    )
    return made


def registered(target_group_arn: str, port: int) -> dict[str, Any]:
    return {"targetGroupArn": target_group_arn, "containerName": "agent", "containerPort": port}


def test_a_service_that_is_made_answers_and_was_never_out(site: Site) -> None:
    assert site.reason() is None
    assert site.outages() == []
    assert [event["call"] for event in site.entrance("events")] == ["ecs CreateService"]


def test_a_port_that_the_tasks_close_before_the_service_moves_is_an_outage_until_it_has_moved(site: Site) -> None:
    site.withdraw("ingress", site.task_group, 8080, **site.balancer())
    site.allow("ingress", site.task_group, 9090, **site.balancer())
    assert site.reason() == "its tasks do not let the load balancer in on 8080"
    site.allow("egress", site.balancer_group, 9090, **TASKS)
    site.move_to(9090)
    assert site.reason() is None
    assert site.outages() == [
        (
            "its tasks do not let the load balancer in on 8080",
            "ec2 RevokeSecurityGroupIngress",
            "ecs UpdateService",
        )
    ]


def test_both_ports_open_for_a_while_is_no_outage(site: Site) -> None:
    site.allow("ingress", site.task_group, 9090, **site.balancer())
    site.allow("egress", site.balancer_group, 9090, **TASKS)
    site.move_to(9090)
    site.withdraw("ingress", site.task_group, 8080, **site.balancer())
    assert site.outages() == []


def test_names_what_is_closed(site: Site) -> None:
    site.withdraw("egress", site.balancer_group, 8080, **TASKS)
    assert site.reason() == "the load balancer may not call its tasks on 8080"
    site.allow("egress", site.balancer_group, 8080, **TASKS)
    site.withdraw("ingress", site.balancer_group, 80, **EVERYONE)
    assert site.reason() == "the load balancer lets nobody in on 80"


def test_a_service_whose_subnet_is_gone_has_no_tasks(site: Site) -> None:
    ec2 = site.server.client("ec2")
    with refused("DependencyViolation"):
        ec2.delete_subnet(SubnetId=site.task_subnet)
    site.update_service(desiredCount=0)
    ec2.delete_subnet(SubnetId=site.task_subnet)
    assert site.reason() == "no task of it runs"


def test_a_listener_that_goes_or_leads_elsewhere_is_an_outage(site: Site) -> None:
    site.server.client("elbv2").modify_listener(
        ListenerArn=site.listener_arn,
        DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}],
    )
    assert site.reason() == "no listener leads to its target group"
    assert site.outages() == [("no listener leads to its target group", "elasticloadbalancing ModifyListener", None)]


def test_a_listener_whose_certificate_is_not_issued_does_not_answer(site: Site) -> None:
    acm, elb = site.server.client("acm"), site.server.client("elbv2")
    certificate = acm.request_certificate(DomainName="example.com", ValidationMethod="DNS")["CertificateArn"]
    site.allow("ingress", site.balancer_group, 443, **EVERYONE)
    elb.modify_listener(
        ListenerArn=site.listener_arn, Protocol="HTTPS", Port=443, Certificates=[{"CertificateArn": certificate}]
    )
    assert site.reason() == "the listener on 443 has no issued certificate"


def test_a_service_without_tasks_and_one_that_is_deleted_are_out(site: Site) -> None:
    ecs = site.server.client("ecs")
    site.update_service(desiredCount=0)
    assert site.reason() == "no task of it runs"
    ecs.delete_service(cluster=site.name, service="agent")
    assert site.reason() == "the service is gone"
    assert site.outages() == [("no task of it runs", "ecs UpdateService", None)]


@pytest.mark.parametrize(
    ("reasons", "outages"),
    [
        ([None, "a", None], [{"reason": "a", "seconds": 2.0, "endedBy": "call 2"}]),
        (["a", None], []),
        ([None, "a", "b"], [{"reason": "a", "seconds": 4.0}]),
        (
            [None, "a", None, "b"],
            [{"reason": "a", "seconds": 2.0, "endedBy": "call 2"}, {"reason": "b", "seconds": 2.0}],
        ),
    ],
)
def test_an_outage_is_from_the_first_fault_after_an_answer_to_the_next_answer(
    reasons: list[str | None], outages: list[dict[str, Any]]
) -> None:
    seconds = 0.0
    entrance = Entrance("210987654321", clock=lambda: seconds)
    for number, reason in enumerate(reasons):
        entrance.note(f"call {number}", {"site/agent": reason})
        seconds += 2
    found = entrance.report()["outages"]
    assert [
        {key: outage[key] for key in ("reason", "seconds", "endedBy") if key in outage} for outage in found
    ] == outages
