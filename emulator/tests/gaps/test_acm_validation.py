from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.gaps.elbv2_setup import create_entrance, forward
from tests.server import Server, refused


@contextmanager
def requested(server: Server, zone: str) -> Iterator[tuple[str, str]]:
    """A certificate of two names, and the zone that they are in."""
    acm, route53 = server.client("acm"), server.client("route53")
    zone_id = route53.create_hosted_zone(Name=zone, CallerReference=zone)["HostedZone"]["Id"]
    arn = acm.request_certificate(
        DomainName=f"app.{zone}", SubjectAlternativeNames=[f"api.{zone}"], ValidationMethod="DNS"
    )["CertificateArn"]
    yield arn, zone_id
    acm.delete_certificate(CertificateArn=arn)


def described(server: Server, arn: str) -> Any:
    return server.client("acm").describe_certificate(CertificateArn=arn)["Certificate"]


def enter(server: Server, zone_id: str, record: dict[str, str]) -> None:
    values = {
        "Name": record["Name"],
        "Type": record["Type"],
        "TTL": 60,
        "ResourceRecords": [{"Value": record["Value"]}],
    }
    server.client("route53").change_resource_record_sets(
        HostedZoneId=zone_id, ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": values}]}
    )


def validate(server: Server, arn: str, zone_id: str) -> None:
    for option in described(server, arn)["DomainValidationOptions"]:
        enter(server, zone_id, option["ResourceRecord"])


def test_plain_moto_issues_a_certificate_that_nobody_validated(plain_moto: Server) -> None:
    with requested(plain_moto, "unproven.example.com") as (arn, _):
        assert described(plain_moto, arn)["Status"] == "ISSUED"


def test_issues_a_certificate_once_each_record_stands_in_the_zone(emulator: Server) -> None:
    with requested(emulator, "proven.example.com") as (arn, zone_id):
        first, second = described(emulator, arn)["DomainValidationOptions"]
        assert described(emulator, arn)["Status"] == "PENDING_VALIDATION"
        enter(emulator, zone_id, first["ResourceRecord"])
        assert described(emulator, arn)["Status"] == "PENDING_VALIDATION"
        enter(emulator, zone_id, second["ResourceRecord"])
        assert described(emulator, arn)["Status"] == "ISSUED"


def test_refuses_to_delete_a_certificate_while_a_listener_uses_it(emulator: Server) -> None:
    acm, elb = emulator.client("acm"), emulator.client("elbv2")
    with requested(emulator, "used.example.com") as (arn, zone_id), create_entrance(emulator, "certified") as entrance:
        validate(emulator, arn, zone_id)
        assert described(emulator, arn)["InUseBy"] == []
        listener = elb.create_listener(
            LoadBalancerArn=entrance.load_balancer_arn,
            Protocol="HTTPS",
            Port=443,
            Certificates=[{"CertificateArn": arn}],
            DefaultActions=forward(entrance.target_group_arn),
        )["Listeners"][0]["ListenerArn"]
        assert described(emulator, arn)["InUseBy"] == [entrance.load_balancer_arn]
        with refused("ResourceInUseException"):
            acm.delete_certificate(CertificateArn=arn)
        elb.delete_listener(ListenerArn=listener)
