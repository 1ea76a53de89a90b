"""What is known of a call: the tags of its resource, those that the request brings, and each service's own keys."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.authorization.asked import TRUST, Asked
from tests.gaps.budgets_setup import create_budget
from tests.gaps.ecs_setup import create_service
from tests.gaps.elbv2_setup import an_authority, authorities, create_trust_store
from tests.gaps.network_setup import create_vpc
from tests.gaps.servicediscovery_setup import create_namespace
from tests.resources.stores import WATCHED
from tests.server import ACCOUNT_ID, Server

TAGS = [{"Key": "Environment", "Value": "staging"}]
TAG = [{"key": "Environment", "value": "staging"}]
RESOURCE_TAG = "aws:ResourceTag/Environment"
REQUEST_TAG = "aws:RequestTag/Environment"

Read = tuple[str, str, dict[str, Any]]


def vpc(server: Server) -> Read:
    vpc_id = create_vpc(server)
    server.client("ec2").create_tags(Resources=[vpc_id], Tags=TAGS)
    return "ec2", "delete_vpc", {"VpcId": vpc_id}


def role(server: Server) -> Read:
    server.client("iam").create_role(RoleName="tagged", AssumeRolePolicyDocument=TRUST, Tags=TAGS)
    return "iam", "get_role", {"RoleName": "tagged"}


def key(server: Server) -> Read:
    tags = [{"TagKey": "Environment", "TagValue": "staging"}]
    return "kms", "describe_key", {"KeyId": server.client("kms").create_key(Tags=tags)["KeyMetadata"]["KeyId"]}


def secret(server: Server) -> Read:
    server.client("secretsmanager").create_secret(Name="facts/key", Tags=TAGS)
    return "secretsmanager", "describe_secret", {"SecretId": "facts/key"}


def parameter(server: Server) -> Read:
    server.client("ssm").put_parameter(Name="/facts/digest", Value="none", Type="String", Tags=TAGS)
    return "ssm", "get_parameter", {"Name": "/facts/digest"}


def log_group(server: Server) -> Read:
    server.client("logs").create_log_group(logGroupName="/facts", tags={"Environment": "staging"})
    return "logs", "delete_log_group", {"logGroupName": "/facts"}


def topic(server: Server) -> Read:
    arn = server.client("sns").create_topic(Name="facts", Tags=TAGS)["TopicArn"]
    return "sns", "get_topic_attributes", {"TopicArn": arn}


def queue(server: Server) -> Read:
    url = server.client("sqs").create_queue(QueueName="facts", tags={"Environment": "staging"})["QueueUrl"]
    return "sqs", "list_queue_tags", {"QueueUrl": url}


def repository(server: Server) -> Read:
    server.client("ecr").create_repository(repositoryName="facts/agent", tags=TAGS)
    return "ecr", "describe_images", {"repositoryName": "facts/agent"}


def certificate(server: Server) -> Read:
    arn = server.client("acm").request_certificate(DomainName="example.com", Tags=TAGS)["CertificateArn"]
    return "acm", "describe_certificate", {"CertificateArn": arn}


def alarm(server: Server) -> Read:
    server.client("cloudwatch").put_metric_alarm(AlarmName="facts", **WATCHED, Tags=TAGS)
    return "cloudwatch", "delete_alarms", {"AlarmNames": ["facts"]}


def budget(server: Server) -> Read:
    create_budget(server, "facts")
    arn = f"arn:aws:budgets::{ACCOUNT_ID}:budget/facts"
    server.client("budgets").tag_resource(ResourceARN=arn, ResourceTags=TAGS)
    return "budgets", "describe_budget", {"AccountId": ACCOUNT_ID, "BudgetName": "facts"}


def schedule_group(server: Server) -> Read:
    server.client("scheduler").create_schedule_group(Name="facts", Tags=TAGS)
    return "scheduler", "get_schedule_group", {"Name": "facts"}


def target_group(server: Server) -> Read:
    arn = server.client("elbv2").create_target_group(Name="facts", Protocol="HTTP", Port=80, VpcId=create_vpc(server))
    group_arn = arn["TargetGroups"][0]["TargetGroupArn"]
    server.client("elbv2").add_tags(ResourceArns=[group_arn], Tags=TAGS)
    return "elbv2", "delete_target_group", {"TargetGroupArn": group_arn}


def trust_store(server: Server) -> Read:
    with authorities(server, "facts-authorities", an_authority()) as bundle:
        arn = create_trust_store(server, "facts", bundle, Tags=TAGS)
    return "elbv2", "delete_trust_store", {"TrustStoreArn": arn}


@pytest.mark.parametrize(
    "make",
    [
        vpc,
        role,
        key,
        secret,
        parameter,
        log_group,
        topic,
        queue,
        repository,
        certificate,
        alarm,
        budget,
        schedule_group,
        target_group,
        trust_store,
    ],
    ids=lambda make: make.__name__,
)
def test_tells_the_tags_of_what_is_there(asked: Asked, make: Callable[[Server], Read]) -> None:
    service, operation, parameters = make(asked.server)
    contexts = [call["context"] for call in asked.calls(service, operation, **parameters)]
    assert [context.get(RESOURCE_TAG) for context in contexts] == ["staging"]


def test_tells_the_tags_of_services_and_of_what_scales_them(asked: Asked) -> None:
    with create_service(asked.server, "facts") as service:
        arn = f"arn:aws:ecs:us-east-1:{ACCOUNT_ID}:service/facts/{service.name}"
        asked.server.client("ecs").tag_resource(resourceArn=arn, tags=TAG)
        (described,) = asked.calls("ecs", "describe_services", cluster="facts", services=[service.name])
        assert described["context"] == {
            "aws:RequestedRegion": "us-east-1",
            "ecs:cluster": f"arn:aws:ecs:us-east-1:{ACCOUNT_ID}:cluster/facts",
            RESOURCE_TAG: "staging",
        }
        target = {
            "ServiceNamespace": "ecs",
            "ResourceId": f"service/facts/{service.name}",
            "ScalableDimension": "ecs:service:DesiredCount",
        }
        scaling = asked.server.client("application-autoscaling")
        scaling.register_scalable_target(**target, MinCapacity=1, MaxCapacity=2, Tags={"Environment": "staging"})
        (removed,) = asked.calls("application-autoscaling", "deregister_scalable_target", **target)
        assert removed["context"][RESOURCE_TAG] == "staging"
        assert not removed["resources"][0].endswith("*")


def test_tells_the_tags_of_a_namespace(asked: Asked) -> None:
    with create_namespace(asked.server, "facts.internal", create_vpc(asked.server)) as namespace_id:
        client = asked.server.client("servicediscovery")
        arn = client.get_namespace(Id=namespace_id)["Namespace"]["Arn"]
        client.tag_resource(ResourceARN=arn, Tags=TAGS)
        (read,) = asked.calls("servicediscovery", "get_namespace", Id=namespace_id)
        assert read["context"][RESOURCE_TAG] == "staging"


def test_a_new_thing_has_the_tags_of_the_request_and_what_it_stands_in_its_own(asked: Asked) -> None:
    vpc_id = create_vpc(asked.server)
    asked.server.client("ec2").create_tags(Resources=[vpc_id], Tags=[{"Key": "Environment", "Value": "production"}])
    subnet, tagging, on_vpc = asked.calls(
        "ec2",
        "create_subnet",
        VpcId=vpc_id,
        CidrBlock="10.1.9.0/24",
        TagSpecifications=[{"ResourceType": "subnet", "Tags": TAGS}],
    )
    new = {"aws:RequestedRegion": "us-east-1", REQUEST_TAG: "staging", "aws:TagKeys": ["Environment"]}
    assert subnet["context"] == new
    assert tagging["context"] == new | {"ec2:CreateAction": "CreateSubnet"}
    assert on_vpc["context"] == {"aws:RequestedRegion": "us-east-1", RESOURCE_TAG: "production"}


def test_tags_that_are_taken_away_are_keys(asked: Asked) -> None:
    (call,) = asked.calls("iam", "untag_role", RoleName="none", TagKeys=["Environment"])
    assert call["context"] == {"aws:RequestedRegion": "us-east-1", "aws:TagKeys": ["Environment"]}


def test_tagging_at_creation_says_so(asked: Asked) -> None:
    _, tagging = asked.calls("ecs", "register_task_definition", family="a", containerDefinitions=[], tags=TAG)
    assert tagging["context"]["ecs:CreateAction"] == "RegisterTaskDefinition"
    _, tagging = asked.calls(
        "elbv2", "create_rule", ListenerArn="arn:listener/app/a/1/2", Conditions=[], Priority=1, Actions=[], Tags=TAGS
    )
    assert tagging["context"]["elasticloadbalancing:CreateAction"] == "CreateRule"


def test_a_role_has_the_boundary_that_it_gets_or_has(asked: Asked) -> None:
    iam = asked.server.client("iam")
    boundary = f"arn:aws:iam::{ACCOUNT_ID}:policy/facts-boundary"
    iam.create_policy(PolicyName="facts-boundary", PolicyDocument=TRUST_NOTHING)
    created = asked.calls(
        "iam", "create_role", RoleName="bounded", AssumeRolePolicyDocument=TRUST, PermissionsBoundary=boundary
    )
    attached = asked.calls("iam", "attach_role_policy", RoleName="bounded", PolicyArn=boundary)
    unbounded = asked.calls("iam", "put_role_permissions_boundary", RoleName="none", PermissionsBoundary=boundary)
    for (call,) in (created, attached, unbounded):
        assert call["context"]["iam:PermissionsBoundary"] == boundary
    assert attached[0]["context"]["iam:PolicyARN"] == boundary
    (read,) = asked.calls("iam", "get_role", RoleName="bounded")
    assert "iam:PermissionsBoundary" not in read["context"]


def test_a_private_zone_names_its_vpc(asked: Asked) -> None:
    vpc = {"VPCRegion": "eu-central-1", "VPCId": "vpc-1"}
    made, _ = asked.calls("route53", "create_hosted_zone", Name="internal", CallerReference="facts", VPC=vpc)
    assert made["context"]["route53:VPCs"] == ["VPCId=vpc-1,VPCRegion=eu-central-1"]


TRUST_NOTHING = '{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}'


def test_names_of_records_are_normalized(asked: Asked) -> None:
    names = ["Staging.Example.com.", "*.example.com", "_a1.example.com"]
    changes = [{"Action": "UPSERT", "ResourceRecordSet": {"Name": name, "Type": "TXT"}} for name in names]
    (call,) = asked.calls("route53", "change_resource_record_sets", HostedZoneId="Z1", ChangeBatch={"Changes": changes})
    prefix = "route53:ChangeResourceRecordSets"
    assert call["context"][f"{prefix}NormalizedRecordNames"] == [
        "staging.example.com",
        r"\052.example.com",
        "_a1.example.com",
    ]
    assert call["context"][f"{prefix}RecordTypes"] == ["TXT"] * 3
    assert call["context"][f"{prefix}Actions"] == ["UPSERT"] * 3


def test_an_operation_is_in_the_region_that_it_is_signed_for(asked: Asked) -> None:
    (call,) = asked.calls("budgets", "describe_budgets", AccountId=ACCOUNT_ID)
    assert call["context"] == {"aws:RequestedRegion": "us-east-1"}


def test_a_call_on_a_key_bears_its_policy(asked: Asked) -> None:
    kms = asked.server.client("kms")
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*"}]}
    key_id = kms.create_key(Policy=json.dumps(policy))["KeyMetadata"]["KeyId"]
    (call,) = asked.calls("kms", "enable_key_rotation", KeyId=key_id)
    assert call["keyPolicy"] == policy
    on_alias, on_key = asked.calls("kms", "create_alias", AliasName="alias/facts", TargetKeyId=key_id)
    assert "keyPolicy" not in on_alias
    assert on_key["keyPolicy"] == policy
