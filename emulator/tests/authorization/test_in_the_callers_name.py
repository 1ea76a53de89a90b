"""Calls that AWS makes, or asks about, as who asked for something else."""

from typing import Any

import pytest

from tests.authorization.asked import TRUST, Asked, short
from tests.gaps.ecs_setup import create_service
from tests.gaps.hosts_setup import IMAGE, place_for_hosts
from tests.gaps.scheduler_setup import create_role
from tests.server import ACCOUNT_ID, refused

ROLE = f"arn:aws:iam::{ACCOUNT_ID}:role/staging-agent"


def further(calls: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(call["action"], short(call["resources"][0])) for call in calls if call["madeBy"] == "in the caller's name"]


@pytest.mark.parametrize(
    ("service", "operation", "parameters", "passed_to"),
    [
        (
            "ecs",
            "register_task_definition",
            {"family": "a", "containerDefinitions": [], "executionRoleArn": ROLE},
            "ecs-tasks.amazonaws.com",
        ),
        (
            "ec2",
            "create_flow_logs",
            {"ResourceIds": ["vpc-1"], "ResourceType": "VPC", "DeliverLogsPermissionArn": ROLE},
            "vpc-flow-logs.amazonaws.com",
        ),
        (
            "scheduler",
            "create_schedule",
            {
                "Name": "a",
                "ScheduleExpression": "rate(1 hour)",
                "FlexibleTimeWindow": {"Mode": "OFF"},
                "Target": {"Arn": "arn:aws:sqs:us-east-1:1:a", "RoleArn": ROLE},
            },
            "scheduler.amazonaws.com",
        ),
    ],
)
def test_a_role_is_passed(
    asked: Asked, service: str, operation: str, parameters: dict[str, Any], passed_to: str
) -> None:
    *_, passing = asked.calls(service, operation, **parameters)
    assert further([passing]) == [("iam:PassRole", "iam:role/staging-agent")]
    assert passing["context"] == {"aws:RequestedRegion": "us-east-1", "iam:PassedToService": passed_to}


def test_both_roles_of_a_task_are_passed_when_it_is_defined_and_when_it_runs(asked: Asked) -> None:
    roles = {"taskRoleArn": ROLE, "executionRoleArn": f"{ROLE}-execution"}
    container = {"name": "a", "image": "a", "memory": 128}
    passed = [("iam:PassRole", "iam:role/staging-agent"), ("iam:PassRole", "iam:role/staging-agent-execution")]
    with (
        create_role(asked.server, "staging-agent", "ecs-tasks.amazonaws.com"),
        create_role(asked.server, "staging-agent-execution", "ecs-tasks.amazonaws.com"),
    ):
        defined = asked.calls(
            "ecs", "register_task_definition", family="passing", containerDefinitions=[container], **roles
        )
        assert further(defined) == passed
        assert further(asked.calls("ecs", "run_task", taskDefinition="passing")) == passed


def test_a_group_takes_the_rights_to_launch_with_its_template(asked: Asked) -> None:
    with place_for_hosts(asked.server) as hosts:
        launched = [{"ResourceType": "instance", "Tags": [{"Key": "Environment", "Value": "staging"}]}]
        template_id = hosts.template(TagSpecifications=launched)
        tags = [{"ResourceId": hosts.name, "ResourceType": "auto-scaling-group", "Key": "Name", "Value": "host"}]
        created = asked.calls("autoscaling", "create_auto_scaling_group", **hosts.request(template_id, Tags=tags))
        assert [(call["action"], short(call["resources"][0])) for call in created[:2]] == [
            (f"autoscaling:{name}", f"autoscaling:autoScalingGroup:*:autoScalingGroupName/{hosts.name}")
            for name in ("CreateAutoScalingGroup", "CreateOrUpdateTags")
        ]
        passed = ("iam:PassRole", f"iam:role/{hosts.profile}")
        expected = [
            ("ec2:RunInstances", f"ec2:launch-template/{template_id}"),
            ("ec2:RunInstances", f"ec2:subnet/{hosts.subnet_id}"),
            ("ec2:RunInstances", f"ec2:security-group/{hosts.security_group_id}"),
            ("ec2:RunInstances", f"ec2:image/{IMAGE}"),
            ("ec2:RunInstances", "ec2:instance/*"),
            ("ec2:CreateTags", "ec2:instance/*"),
            ("ec2:RunInstances", "ec2:network-interface/*"),
            ("ec2:RunInstances", "ec2:volume/*"),
            passed,
        ]
        assert [call for call in further(created) if call[0] != "iam:CreateServiceLinkedRole"] == expected
        [tagging] = [call for call in created if call["action"] == "ec2:CreateTags"]
        assert tagging["context"]["aws:RequestTag/Environment"] == "staging"
        autoscaling = asked.server.client("autoscaling")
        name = {"AutoScalingGroupName": hosts.name}
        changed = {**name, "LaunchTemplate": {"LaunchTemplateId": template_id, "Version": "1"}}
        assert further(asked.calls("autoscaling", "update_auto_scaling_group", **changed)) == expected
        assert further(asked.calls("autoscaling", "update_auto_scaling_group", **name, MinSize=1)) == []
        autoscaling.delete_auto_scaling_group(**name, ForceDelete=True)


def test_secrets_manager_tries_a_customers_key_as_the_creator(asked: Asked) -> None:
    tags = [{"TagKey": "Environment", "TagValue": "staging"}]
    key_arn = asked.server.client("kms").create_key(Tags=tags)["KeyMetadata"]["Arn"]
    calls = asked.calls("secretsmanager", "create_secret", Name="own/key", KmsKeyId=key_arn)
    resource = short(key_arn)
    assert further(calls) == [("kms:GenerateDataKey", resource), ("kms:Decrypt", resource)]
    arn = f"arn:aws:secretsmanager:us-east-1:{ACCOUNT_ID}:secret:own/key-??????"
    assert calls[-1]["context"] == {
        "aws:RequestedRegion": "us-east-1",
        "aws:ResourceTag/Environment": "staging",
        "kms:CallerAccount": ACCOUNT_ID,
        "kms:EncryptionContext:SecretARN": arn,
        "kms:EncryptionContext:SecretVersionId": "RequestToValidateKeyAccess",
        "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
    }
    written = asked.calls("secretsmanager", "put_secret_value", SecretId="own/key", SecretString="x")
    assert further(written) == [("kms:GenerateDataKey", resource), ("kms:Decrypt", resource)]
    assert further(asked.calls("secretsmanager", "get_secret_value", SecretId="own/key")) == [("kms:Decrypt", resource)]


def test_awss_own_key_takes_no_right(asked: Asked) -> None:
    key = "alias/aws/secretsmanager"
    assert further(asked.calls("secretsmanager", "create_secret", Name="aws/key", KmsKeyId=key)) == []


def test_messages_are_encrypted_as_the_producer_and_decrypted_as_the_consumer(asked: Asked) -> None:
    key_arn = asked.server.client("kms").create_key()["KeyMetadata"]["Arn"]
    sqs = asked.server.client("sqs")
    url = sqs.create_queue(QueueName="encrypted", Attributes={"KmsMasterKeyId": key_arn})["QueueUrl"]
    resource = short(key_arn)
    sent = asked.calls("sqs", "send_message", QueueUrl=url, MessageBody="x")
    assert further(sent) == [("kms:GenerateDataKey", resource), ("kms:Decrypt", resource)]
    assert further(asked.calls("sqs", "receive_message", QueueUrl=url)) == [("kms:Decrypt", resource)]


def test_scaling_takes_the_rights_on_what_is_scaled_and_on_its_alarms(asked: Asked) -> None:
    with create_service(asked.server, "scaled") as service:
        name = f"service/scaled/{service.name}"
        target = {"ServiceNamespace": "ecs", "ResourceId": name, "ScalableDimension": "ecs:service:DesiredCount"}
        registered = asked.calls(
            "application-autoscaling", "register_scalable_target", **target, MinCapacity=1, MaxCapacity=2
        )
        assert [call for call in further(registered) if call[0].startswith("ecs:")] == [
            ("ecs:DescribeServices", f"ecs:{name}"),
            ("ecs:UpdateService", f"ecs:{name}"),
        ]
        metric = {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}
        tracking = {"TargetValue": 60, "PredefinedMetricSpecification": metric}
        policy = {**target, "PolicyName": "cpu"}
        put = asked.calls(
            "application-autoscaling",
            "put_scaling_policy",
            **policy,
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration=tracking,
        )
        alarms = f"cloudwatch:alarm:TargetTracking-{name}-*"
        assert further(put) == [("cloudwatch:DescribeAlarms", alarms), ("cloudwatch:PutMetricAlarm", alarms)]
        deleted = asked.calls("application-autoscaling", "delete_scaling_policy", **policy)
        assert further(deleted) == [("cloudwatch:DeleteAlarms", alarms)]


def test_the_zone_of_a_namespace_is_made_as_its_creator(asked: Asked) -> None:
    made = asked.calls("servicediscovery", "create_private_dns_namespace", Name="a.internal", Vpc="vpc-1")
    assert further(made) == [
        ("route53:CreateHostedZone", "*"),
        ("route53:GetHostedZone", "route53:hostedzone/*"),
        ("ec2:DescribeVpcs", "*"),
    ]


def without_role(asked: Asked, name: str) -> Any:
    """A client of IAM, in an account that has no such role."""
    iam = asked.server.client("iam")
    if any(role["RoleName"] == name for role in iam.list_roles()["Roles"]):
        iam.delete_role(RoleName=name)
    return iam


def test_a_missing_service_linked_role_is_made_once_and_stays_with_the_account(asked: Asked) -> None:
    name, path = "AWSServiceRoleForECS", "aws-service-role/ecs.amazonaws.com"
    iam = without_role(asked, name)
    first = asked.calls("ecs", "create_cluster", clusterName="linked")
    assert further(first) == [("iam:CreateServiceLinkedRole", f"iam:role/{path}/{name}")]
    assert first[-1]["context"]["iam:AWSServiceName"] == "ecs.amazonaws.com"
    assert further(asked.calls("ecs", "create_cluster", clusterName="linked-again")) == []
    assert iam.get_role(RoleName=name)["Role"]["Path"] == f"/{path}/"
    assert [entry for entry in asked.server.inventory() if name in entry["id"]] == []


def test_a_refused_request_makes_no_service_linked_role(asked: Asked) -> None:
    name = "AWSServiceRoleForECS"
    iam = without_role(asked, name)
    role = iam.create_role(RoleName="refused-creator", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    ecs = asked.session(role).client("ecs")
    with asked.denying("iam:CreateServiceLinkedRole"), refused("AccessDeniedException"):
        ecs.create_cluster(clusterName="refused")
    assert name not in [role["RoleName"] for role in iam.list_roles()["Roles"]]
