"""An internal load balancer, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric import ec

from tests.gaps.certificates import self_signed
from tests.gaps.network_setup import create_subnet, create_vpc
from tests.server import Server


@dataclass(frozen=True)
class Entrance:
    """With a listener on port 80."""

    vpc_id: str
    load_balancer_arn: str
    listener_arn: str
    target_group_arn: str


@contextmanager
def create_entrance(server: Server, name: str) -> Iterator[Entrance]:
    """What listens forwards to the target group of the same name."""
    elb = server.client("elbv2")
    vpc_id = create_vpc(server)
    subnet_id = create_subnet(server, vpc_id)
    balancer = elb.create_load_balancer(Name=name, Subnets=[subnet_id], Scheme="internal")["LoadBalancers"][0]
    arn, group = balancer["LoadBalancerArn"], create_target_group(server, name, vpc_id)
    made = elb.create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=80, DefaultActions=forward(group))
    listener_arn = made["Listeners"][0]["ListenerArn"]
    yield Entrance(vpc_id, arn, listener_arn, group)
    elb.delete_listener(ListenerArn=listener_arn)
    elb.delete_load_balancer(LoadBalancerArn=arn)
    elb.delete_target_group(TargetGroupArn=group)


@contextmanager
def https_listener(server: Server, entrance: Entrance, **settings: Any) -> Iterator[str]:
    """On port 443, by ARN; one that chose its id has an issued certificate at once."""
    acm, elb = server.client("acm"), server.client("elbv2")
    chosen = [{"Key": "_custom_id_", "Value": uuid4().hex}]
    arn = acm.request_certificate(DomainName="entrance.example.com", Tags=chosen)["CertificateArn"]
    made = elb.create_listener(
        LoadBalancerArn=entrance.load_balancer_arn,
        Protocol="HTTPS",
        Port=443,
        Certificates=[{"CertificateArn": arn}],
        DefaultActions=forward(entrance.target_group_arn),
        **settings,
    )
    listener_arn = made["Listeners"][0]["ListenerArn"]
    yield listener_arn
    elb.delete_listener(ListenerArn=listener_arn)
    acm.delete_certificate(CertificateArn=arn)


def create_target_group(server: Server, name: str, vpc_id: str) -> str:
    """By ARN, of addresses."""
    made = server.client("elbv2").create_target_group(
        Name=name, Protocol="HTTP", Port=80, VpcId=vpc_id, TargetType="ip"
    )
    arn: str = made["TargetGroups"][0]["TargetGroupArn"]
    return arn


def forward(target_group_arn: str) -> list[dict[str, str]]:
    """Actions of a rule."""
    return [{"Type": "forward", "TargetGroupArn": target_group_arn}]


def create_rule(
    server: Server, entrance: Entrance, priority: int, *conditions: dict[str, Any], to: str | None = None
) -> str:
    """By ARN."""
    rule = server.client("elbv2").create_rule(
        ListenerArn=entrance.listener_arn,
        Priority=priority,
        Conditions=list(conditions),
        Actions=forward(to or entrance.target_group_arn),
    )
    arn: str = rule["Rules"][0]["RuleArn"]
    return arn


@contextmanager
def authorities(server: Server, bucket: str, *certificates: bytes) -> Iterator[dict[str, str]]:
    """A bundle of certificate authorities in a bucket of its own, as requests name it."""
    s3 = server.client("s3")
    s3.create_bucket(Bucket=bucket)
    s3.put_object(Bucket=bucket, Key="ca.pem", Body=b"".join(certificates))
    yield {"CaCertificatesBundleS3Bucket": bucket, "CaCertificatesBundleS3Key": "ca.pem"}
    s3.delete_object(Bucket=bucket, Key="ca.pem")
    s3.delete_bucket(Bucket=bucket)


def an_authority() -> bytes:
    """Its certificate, as PEM."""
    return self_signed(ec.generate_private_key(ec.SECP256R1()), "authority.example.com")


def create_trust_store(server: Server, name: str, bundle: dict[str, str], **settings: Any) -> str:
    """By ARN; active, as it has been looked at."""
    elb = server.client("elbv2")
    arn: str = elb.create_trust_store(Name=name, **bundle, **settings)["TrustStores"][0]["TrustStoreArn"]
    elb.describe_trust_stores(TrustStoreArns=[arn])
    return arn


def path(*values: str) -> dict[str, Any]:
    """A rule's condition."""
    return {"Field": "path-pattern", "PathPatternConfig": {"Values": list(values)}}


def host(*values: str) -> dict[str, Any]:
    """A rule's condition."""
    return {"Field": "host-header", "HostHeaderConfig": {"Values": list(values)}}
