"""Why a service behind a load balancer does not answer from outside, looked up in what the account holds.

A service answers where one of its tasks runs, a listener or a rule of it leads to the service's target group, the
listener is open and its certificate is issued, and the security groups let the load balancer reach the tasks on the
port that the service registers them with. Not looked at: what the program says to a health check, names in the DNS,
the order of rules and their conditions, and connections that outlive the rule which let them in.
"""

from collections.abc import Iterable, Iterator
from ipaddress import ip_network
from typing import Any

from moto.acm.models import acm_backends
from moto.ec2.models import EC2Backend, ec2_backends
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from moto.ecs.models import EC2ContainerServiceBackend, Service, ecs_backends
from moto.elbv2.models import FakeListener, FakeLoadBalancer, elbv2_backends

Deployment = dict[str, Any]


def faults_by_service(account_id: str) -> dict[str, str | None]:
    """By CLUSTER/SERVICE, for each service that a load balancer stands before; None where it answers."""
    return {
        f"{service.cluster_name}/{service.name}": _fault(service, account_id)
        for backend in _ecs_backends(account_id)
        for service in backend.services.values()
        if service.status == "ACTIVE" and service.load_balancers
    }


def _ecs_backends(account_id: str) -> list[EC2ContainerServiceBackend]:
    in_use: list[EC2ContainerServiceBackend] = list(ecs_backends[account_id].values())
    return in_use


def _fault(service: Service, account_id: str) -> str | None:
    """None as soon as one way in is open; else what is wrong with the first."""
    deployments: list[Deployment] = service.deployments
    running = [deployment for deployment in deployments if deployment["runningCount"] > 0]
    if not running:
        return "no task of it runs"
    faults = [
        _listener_fault(balancer, listener, account_id, service.region_name)
        or _target_fault(balancer, deployment, int(registered["containerPort"]), account_id, service.region_name)
        for registered in service.load_balancers
        for balancer, listener in _ways_to(registered.get("targetGroupArn", ""), account_id, service.region_name)
        for deployment in running
    ]
    if not faults:
        return "no listener leads to its target group"
    return None if None in faults else faults[0]


def _ways_to(target_group_arn: str, account_id: str, region: str) -> Iterator[tuple[FakeLoadBalancer, FakeListener]]:
    backend = elbv2_backends[account_id][region]
    for balancer in backend.load_balancers.values():
        for listener in balancer.listeners.values():
            actions = [action for rule in listener.rules.values() for action in rule.actions]
            if any(target_group_arn in backend._get_target_group_arns_from(action.data) for action in actions):
                yield balancer, listener


def _listener_fault(balancer: FakeLoadBalancer, listener: FakeListener, account_id: str, region: str) -> str | None:
    certificates = acm_backends[account_id][region]._certificates
    certificate = certificates.get(listener.certificate or "")
    if listener.protocol == "HTTPS" and (certificate is None or certificate.status != "ISSUED"):
        return f"the listener on {listener.port} has no issued certificate"
    rules = _rules(ec2_backends[account_id][region], balancer.security_groups, "ingress_rules")
    if balancer.security_groups and not any(_covers(rule, int(listener.port)) for rule in rules):
        return f"the load balancer lets nobody in on {listener.port}"
    return None


def _target_fault(
    balancer: FakeLoadBalancer, deployment: Deployment, port: int, account_id: str, region: str
) -> str | None:
    network = (deployment["networkConfiguration"] or {}).get("awsvpcConfiguration")
    if network is None or not balancer.security_groups:
        return None
    ec2 = ec2_backends[account_id][region]
    task_groups = network.get("securityGroups", [])
    out = _rules(ec2, balancer.security_groups, "egress_rules")
    if not _admits(out, port, task_groups, _subnets(ec2, network["subnets"])):
        return f"the load balancer may not call its tasks on {port}"
    within = _rules(ec2, task_groups, "ingress_rules")
    if not _admits(within, port, balancer.security_groups, balancer.subnets):
        return f"its tasks do not let the load balancer in on {port}"
    return None


def _rules(ec2: EC2Backend, group_ids: Iterable[str], direction: str) -> list[SecurityGroupRule]:
    groups = [ec2.get_security_group_from_id(group_id) for group_id in group_ids]
    return [rule for group in groups if group for rule in getattr(group, direction)]


def _subnets(ec2: EC2Backend, subnet_ids: list[str]) -> list[Subnet]:
    """Those that are still there."""
    return [zone[subnet_id] for zone in ec2.subnets.values() for subnet_id in subnet_ids if subnet_id in zone]


def _admits(rules: list[SecurityGroupRule], port: int, group_ids: list[str], subnets: list[Subnet]) -> bool:
    return any(_covers(rule, port) and _names(rule, group_ids, subnets) for rule in rules)


def _covers(rule: SecurityGroupRule, port: int) -> bool:
    if rule.ip_protocol == "-1":
        return True
    return rule.ip_protocol == "tcp" and (rule.from_port or 0) <= port <= (rule.to_port or 0)


def _names(rule: SecurityGroupRule, group_ids: list[str], subnets: list[Subnet]) -> bool:
    if rule.source_group.get("GroupId") in group_ids:
        return True
    allowed = rule.cidr_ipv4
    return allowed is not None and any(
        ip_network(allowed).overlaps(ip_network(subnet.cidr_block)) for subnet in subnets
    )
