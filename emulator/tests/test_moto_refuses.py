"""What moto refuses by itself, as the records of the types say: no gap module stands behind it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.gaps.ecr_setup import create_repository, push
from tests.gaps.ecs_setup import create_cluster
from tests.gaps.efs_setup import create_file_system
from tests.gaps.elbv2_setup import create_entrance
from tests.gaps.network_setup import create_subnet, create_vpc
from tests.gaps.scaling_setup import resource
from tests.gaps.scheduler_setup import create_role
from tests.server import Server, refused

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
Refusal = Callable[[Server, str], None]


def target_without_its_service(server: Server, code: str) -> None:
    with create_cluster(server, "without-service"), refused(code):
        server.client("application-autoscaling").register_scalable_target(
            **resource("without-service"), MinCapacity=1, MaxCapacity=2
        )


def log_group_of_a_taken_name(server: Server, code: str) -> None:
    logs = server.client("logs")
    logs.create_log_group(logGroupName="/taken")
    with refused(code):
        logs.create_log_group(logGroupName="/taken")


def lifecycle_rule_of_an_unknown_kind(server: Server, code: str) -> None:
    selection = {"tagStatus": "any", "countType": "imagesOlderThan", "countNumber": 1}
    rules = {"rules": [{"rulePriority": 1, "selection": selection, "action": {"type": "expire"}}]}
    with refused(code):
        server.client("ecr").put_lifecycle_policy(
            repositoryName=create_repository(server, "expiring"), lifecyclePolicyText=json.dumps(rules)
        )


def repository_with_images(server: Server, code: str) -> None:
    repository = create_repository(server, "full")
    push(server, repository, "first")
    with refused(code):
        server.client("ecr").delete_repository(repositoryName=repository)


def providers_of_an_unknown_cluster(server: Server, code: str) -> None:
    with refused(code):
        server.client("ecs").put_cluster_capacity_providers(
            cluster="none", capacityProviders=["FARGATE"], defaultCapacityProviderStrategy=[]
        )


def second_identity_provider(server: Server, code: str) -> None:
    iam = server.client("iam")
    provider = {"Url": "https://tokens.example.com", "ThumbprintList": ["a" * 40], "ClientIDList": ["aws"]}
    iam.create_open_id_connect_provider(**provider)
    with refused(code):
        iam.create_open_id_connect_provider(**provider)


def document_that_is_no_policy(server: Server, code: str) -> None:
    with refused(code):
        server.client("iam").create_policy(PolicyName="none", PolicyDocument=json.dumps({"Statement": {"Effect": "A"}}))
    with create_role(server, "without-policy"), refused(code):
        server.client("iam").put_role_policy(RoleName="without-policy", PolicyName="none", PolicyDocument="{}")


def role_with_policies(server: Server, code: str) -> None:
    iam = server.client("iam")
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": statement})
    with create_role(server, "with-policy"):
        iam.put_role_policy(RoleName="with-policy", PolicyName="read", PolicyDocument=document)
        with refused(code):
            iam.delete_role(RoleName="with-policy")
        iam.delete_role_policy(RoleName="with-policy", PolicyName="read")


def attachment_of_an_unknown_policy(server: Server, code: str) -> None:
    with create_role(server, "unattached"), refused(code):
        server.client("iam").attach_role_policy(RoleName="unattached", PolicyArn="arn:aws:iam::aws:policy/None")


def alias_of_a_taken_name(server: Server, code: str) -> None:
    kms = server.client("kms")
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/taken", TargetKeyId=key_id)
    with refused(code):
        kms.create_alias(AliasName="alias/taken", TargetKeyId=key_id)


def alias_of_an_unknown_key(server: Server, code: str) -> None:
    with refused(code):
        server.client("kms").create_alias(AliasName="alias/none", TargetKeyId="0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")


def file_system_of_a_taken_token(server: Server, code: str) -> None:
    with (
        create_file_system(server, "taken"),
        refused(code),
        create_file_system(server, "taken"),
    ):
        pass


@contextmanager
def mounted(server: Server) -> Iterator[tuple[str, str]]:
    """A file system and the subnet that it is mounted in."""
    efs, subnet_id = server.client("efs"), create_subnet(server, create_vpc(server))
    with create_file_system(server, "mounted") as file_system_id:
        target = efs.create_mount_target(FileSystemId=file_system_id, SubnetId=subnet_id)
        yield file_system_id, subnet_id
        efs.delete_mount_target(MountTargetId=target["MountTargetId"])


def file_system_with_mount_targets(server: Server, code: str) -> None:
    with mounted(server) as (file_system_id, _), refused(code):
        server.client("efs").delete_file_system(FileSystemId=file_system_id)


def second_mount_target_in_a_zone(server: Server, code: str) -> None:
    with mounted(server) as (file_system_id, subnet_id), refused(code):
        server.client("efs").create_mount_target(FileSystemId=file_system_id, SubnetId=subnet_id)


def target_group_in_use(server: Server, code: str) -> None:
    with create_entrance(server, "in-use") as entrance, refused(code):
        server.client("elbv2").delete_target_group(TargetGroupArn=entrance.target_group_arn)


def target_group_that_does_not_fit_its_protocol(server: Server, code: str) -> None:
    with create_entrance(server, "unfit") as entrance, refused(code):
        server.client("elbv2").modify_target_group_attributes(
            TargetGroupArn=entrance.target_group_arn,
            Attributes=[{"Key": "stickiness.type", "Value": "source_ip"}],
        )


def certificates_beyond_the_limit(server: Server, code: str) -> None:
    certificates = [{"CertificateArn": f"arn:aws:acm:us-east-1:1:certificate/{number}"} for number in range(26)]
    with create_entrance(server, "certificates") as entrance, refused(code):
        server.client("elbv2").add_listener_certificates(ListenerArn=entrance.listener_arn, Certificates=certificates)


def subnet_that_overlaps(server: Server, code: str) -> None:
    vpc_id = create_vpc(server)
    create_subnet(server, vpc_id)
    with refused(code):
        create_subnet(server, vpc_id, "10.1.0.128/25")


def subnet_outside_the_vpc(server: Server, code: str) -> None:
    with refused(code):
        create_subnet(server, create_vpc(server), "10.2.0.0/24")


@contextmanager
def route_table(server: Server) -> Iterator[tuple[Any, str, str]]:
    ec2, vpc_id = server.client("ec2"), create_vpc(server)
    yield ec2, vpc_id, ec2.create_route_table(VpcId=vpc_id)["RouteTable"]["RouteTableId"]


def second_route_to_a_block(server: Server, code: str) -> None:
    with route_table(server) as (ec2, vpc_id, table_id):
        gateway_id = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=vpc_id)
        route = {"RouteTableId": table_id, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": gateway_id}
        ec2.create_route(**route)
        with refused(code):
            ec2.create_route(**route)


def route_table_with_subnets(server: Server, code: str) -> None:
    with route_table(server) as (ec2, vpc_id, table_id):
        ec2.associate_route_table(RouteTableId=table_id, SubnetId=create_subnet(server, vpc_id))
        with refused(code):
            ec2.delete_route_table(RouteTableId=table_id)


def association_with_an_unknown_table(server: Server, code: str) -> None:
    with refused(code):
        server.client("ec2").associate_route_table(
            RouteTableId="rtb-0123456789abcdef0", SubnetId=create_subnet(server, create_vpc(server))
        )


def attached_internet_gateway(server: Server, code: str) -> None:
    ec2 = server.client("ec2")
    gateway_id = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=create_vpc(server))
    with refused(code):
        ec2.delete_internet_gateway(InternetGatewayId=gateway_id)


def zone_with_records(server: Server, code: str) -> None:
    route53 = server.client("route53")
    zone_id = route53.create_hosted_zone(Name="kept.example.com", CallerReference="kept")["HostedZone"]["Id"]
    text = {"Name": "kept.example.com", "Type": "TXT", "TTL": 60, "ResourceRecords": [{"Value": '"text"'}]}
    changes = {"Changes": [{"Action": "CREATE", "ResourceRecordSet": text}]}
    route53.change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch=changes)
    with refused(code):
        route53.delete_hosted_zone(Id=zone_id)


def bucket_with_objects(server: Server, code: str) -> None:
    s3 = server.client("s3")
    s3.create_bucket(Bucket="not-empty")
    s3.put_object(Bucket="not-empty", Key="line", Body=b"line")
    with refused(code):
        s3.delete_bucket(Bucket="not-empty")


def settings_of_an_unknown_bucket(server: Server, code: str) -> None:
    s3, bucket = server.client("s3"), {"Bucket": "none"}
    default = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}
    with refused(code):
        s3.put_bucket_versioning(**bucket, VersioningConfiguration={"Status": "Enabled"})
    with refused(code):
        s3.put_public_access_block(**bucket, PublicAccessBlockConfiguration={"BlockPublicAcls": True})
    with refused(code):
        s3.put_bucket_encryption(**bucket, ServerSideEncryptionConfiguration={"Rules": [default]})
    with refused(code):
        s3.put_bucket_ownership_controls(
            **bucket, OwnershipControls={"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
        )
    rule = {"ID": "old", "Status": "Enabled", "Filter": {"Prefix": ""}, "Expiration": {"Days": 1}}
    with refused(code):
        s3.put_bucket_lifecycle_configuration(**bucket, LifecycleConfiguration={"Rules": [rule]})


def subscription_to_an_unknown_topic(server: Server, code: str) -> None:
    with refused(code):
        server.client("sns").subscribe(
            TopicArn="arn:aws:sns:us-east-1:210987654321:none", Protocol="email", Endpoint="platform@example.com"
        )


def parameter_of_a_taken_name(server: Server, code: str) -> None:
    ssm = server.client("ssm")
    ssm.put_parameter(Name="/taken", Value="value", Type="String")
    with refused(code):
        ssm.put_parameter(Name="/taken", Value="other", Type="String")


def endpoint_in_an_unknown_vpc(server: Server, code: str) -> None:
    with refused(code):
        server.client("ec2").create_vpc_endpoint(
            VpcId="vpc-0123456789abcdef0", ServiceName="com.amazonaws.us-east-1.s3"
        )


REFUSED: dict[Refusal, str] = {
    target_without_its_service: "ValidationException",
    log_group_of_a_taken_name: "ResourceAlreadyExistsException",
    lifecycle_rule_of_an_unknown_kind: "InvalidParameterException",
    repository_with_images: "RepositoryNotEmptyException",
    providers_of_an_unknown_cluster: "ClusterNotFoundException",
    second_identity_provider: "EntityAlreadyExists",
    document_that_is_no_policy: "MalformedPolicyDocument",
    role_with_policies: "DeleteConflict",
    attachment_of_an_unknown_policy: "NoSuchEntity",
    alias_of_a_taken_name: "AlreadyExistsException",
    alias_of_an_unknown_key: "NotFoundException",
    file_system_of_a_taken_token: "FileSystemAlreadyExists",
    file_system_with_mount_targets: "FileSystemInUse",
    second_mount_target_in_a_zone: "MountTargetConflict",
    target_group_in_use: "ResourceInUse",
    target_group_that_does_not_fit_its_protocol: "InvalidConfigurationRequest",
    certificates_beyond_the_limit: "TooManyCertificates",
    subnet_that_overlaps: "InvalidSubnet.Conflict",
    subnet_outside_the_vpc: "InvalidSubnet.Range",
    second_route_to_a_block: "RouteAlreadyExists",
    route_table_with_subnets: "DependencyViolation",
    association_with_an_unknown_table: "InvalidRouteTableID.NotFound",
    attached_internet_gateway: "DependencyViolation",
    zone_with_records: "HostedZoneNotEmpty",
    bucket_with_objects: "BucketNotEmpty",
    settings_of_an_unknown_bucket: "NoSuchBucket",
    subscription_to_an_unknown_topic: "NotFound",
    parameter_of_a_taken_name: "ParameterAlreadyExists",
    endpoint_in_an_unknown_vpc: "InvalidVpcID.NotFound",
}


@pytest.mark.parametrize("refusal", REFUSED, ids=lambda refusal: refusal.__name__)
def test_refuses_a(plain_moto: Server, refusal: Refusal) -> None:
    refusal(plain_moto, REFUSED[refusal])
