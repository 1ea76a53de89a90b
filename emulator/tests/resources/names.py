"""DNS, certificates and identity."""

import json
from typing import Any

from tests.gaps.network_setup import create_vpc
from tests.gaps.servicediscovery_setup import create_namespace, create_service
from tests.resources.resource import Made
from tests.server import Server

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


def role(server: Server) -> Made:
    iam = server.client("iam")
    iam.create_role(RoleName="task", AssumeRolePolicyDocument=TRUST)
    yield "Role", "role/task"
    iam.delete_role(RoleName="task")


def zone(server: Server) -> Made:
    route53 = server.client("route53")
    zone_id = route53.create_hosted_zone(Name="zone.example.com", CallerReference="zone")["HostedZone"]["Id"]
    yield "FakeZone", zone_id
    route53.delete_hosted_zone(Id=zone_id)


def record(server: Server) -> Made:
    route53 = server.client("route53")
    zone_id = route53.create_hosted_zone(Name="record.example.com", CallerReference="record")["HostedZone"]["Id"]

    def change(action: str) -> None:
        text: dict[str, Any] = {"Name": "www.record.example.com", "Type": "TXT", "TTL": 60}
        text["ResourceRecords"] = [{"Value": '"text"'}]
        route53.change_resource_record_sets(
            HostedZoneId=zone_id, ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": text}]}
        )

    change("CREATE")
    yield "RecordSet", "www.record.example.com."
    change("DELETE")
    route53.delete_hosted_zone(Id=zone_id)


def health_check(server: Server) -> Made:
    route53 = server.client("route53")
    check_id = route53.create_health_check(
        CallerReference="check", HealthCheckConfig={"Type": "HTTPS", "FullyQualifiedDomainName": "example.com"}
    )["HealthCheck"]["Id"]
    yield "HealthCheck", check_id
    route53.delete_health_check(HealthCheckId=check_id)


def namespace(server: Server) -> Made:
    vpc_id = create_vpc(server)
    with create_namespace(server, "inventoried.internal", vpc_id) as namespace_id:
        yield "Namespace", namespace_id
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def service_in_namespace(server: Server) -> Made:
    vpc_id = create_vpc(server)
    with (
        create_namespace(server, "serving.internal", vpc_id) as namespace_id,
        create_service(server, "orders", namespace_id) as service_id,
    ):
        yield "Service", service_id
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def certificate(server: Server) -> Made:
    acm = server.client("acm")
    arn = acm.request_certificate(DomainName="staging.example.com", ValidationMethod="DNS")["CertificateArn"]
    yield "CertBundle", arn
    acm.delete_certificate(CertificateArn=arn)


def alias(server: Server) -> Made:
    kms = server.client("kms")
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/staging", TargetKeyId=key_id)
    yield "Alias", "alias/staging"
    kms.delete_alias(AliasName="alias/staging")
    kms.schedule_key_deletion(KeyId=key_id)


def key(server: Server) -> Made:
    kms = server.client("kms")
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    yield "Key", key_id
    kms.schedule_key_deletion(KeyId=key_id)
