"""Who is judged by what, and what a refused client sees."""

import json
from typing import Any
from urllib.request import Request, urlopen

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

from tests.authorization.asked import TRUST, Asked, Session, asking
from tests.server import ACCOUNT_ID, REGION, refused


def policy(action: str) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]})


@pytest.fixture(scope="module")
def session(asked: Asked) -> Session:
    """Of a role with a policy of each kind."""
    iam = asked.server.client("iam")
    attached = iam.create_policy(PolicyName="attached", PolicyDocument=policy("sqs:*"))["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=attached, PolicyDocument=policy("sns:*"), SetAsDefault=True)
    boundary = iam.create_policy(PolicyName="judged-boundary", PolicyDocument=policy("ec2:*"))["Policy"]["Arn"]
    role = iam.create_role(
        RoleName="judged",
        AssumeRolePolicyDocument=TRUST,
        PermissionsBoundary=boundary,
        Tags=[{"Key": "Environment", "Value": "staging"}],
    )["Role"]["Arn"]
    iam.put_role_policy(RoleName="judged", PolicyName="inline", PolicyDocument=policy("s3:*"))
    iam.attach_role_policy(RoleName="judged", PolicyArn=attached)
    return asked.session(
        role, Policy=policy("kms:*"), PolicyArns=[{"arn": boundary}], Tags=[{"Key": "Environment", "Value": "other"}]
    )


def test_an_administrator_is_told_of_alone(asked: Asked) -> None:
    asked.calls("ec2", "describe_vpcs")
    assert [question["caller"] for question in asked.authorizer.questions] == [{"kind": "administrator"}]


def test_nobody_is_asked_any_more_once_the_authorizer_takes_its_leave() -> None:
    with asking() as own:
        urlopen(Request(f"{own.server.endpoint}/slipway/authorizer", method="DELETE"))
        assert own.calls("ec2", "describe_vpcs") == []
        assert own.authorizer.questions == []


def test_a_role_is_judged_by_all_that_limits_its_session(asked: Asked, session: Session) -> None:
    asked.authorizer.questions.clear()
    session.client("ec2").describe_vpcs()
    (question,) = asked.authorizer.questions
    assert question["caller"] == {
        "kind": "role",
        "arn": f"arn:aws:sts::{ACCOUNT_ID}:assumed-role/judged/session",
        "roleArn": f"arn:aws:iam::{ACCOUNT_ID}:role/judged",
        "policies": [json.loads(policy("s3:*")), json.loads(policy("sns:*"))],
        "boundary": json.loads(policy("ec2:*")),
        "sessionPolicies": [json.loads(policy("kms:*")), json.loads(policy("ec2:*"))],
        "principalTags": {"Environment": "staging"},
        "sessionTags": {"Environment": "other"},
    }


@pytest.mark.parametrize(
    ("service", "operation", "action", "code", "status"),
    [
        ("ec2", "describe_vpcs", "ec2:DescribeVpcs", "UnauthorizedOperation", 403),
        ("ecs", "create_cluster", "ecs:CreateCluster", "AccessDeniedException", 400),
        ("iam", "list_roles", "iam:ListRoles", "AccessDenied", 403),
        ("elbv2", "describe_load_balancers", "elasticloadbalancing:DescribeLoadBalancers", "AccessDenied", 403),
        ("sns", "list_topics", "sns:ListTopics", "AuthorizationError", 403),
        ("sqs", "list_queues", "sqs:ListQueues", "AccessDeniedException", 400),
        ("s3", "list_buckets", "s3:ListAllMyBuckets", "AccessDenied", 403),
        ("route53", "list_hosted_zones", "route53:ListHostedZones", "AccessDenied", 403),
        ("scheduler", "list_schedules", "scheduler:ListSchedules", "AccessDeniedException", 403),
    ],
)
def test_a_refusal_has_the_code_of_its_service(
    asked: Asked, session: Session, service: str, operation: str, action: str, code: str, status: int
) -> None:
    with asked.denying(action), pytest.raises(ClientError) as caught:
        getattr(session.client(service), operation)()
    error: Any = caught.value.response
    assert (error["Error"]["Code"], error["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)
    assert f"assumed-role/judged/session is not authorized to perform: {action}" in error["Error"]["Message"]


def test_a_refused_request_changes_nothing(asked: Asked, session: Session) -> None:
    with asked.denying("sqs:CreateQueue"), refused("AccessDeniedException"):
        session.client("sqs").create_queue(QueueName="refused")
    assert "refused" not in str(asked.server.client("sqs").list_queues())
    session.client("sqs").create_queue(QueueName="allowed")


def test_the_head_of_a_bucket_is_refused_without_words(asked: Asked, session: Session) -> None:
    with asked.denying("s3:ListBucket"), refused("403"):
        session.client("s3").head_bucket(Bucket="none")


def test_an_operation_that_nobody_tells_is_an_error(session: Session) -> None:
    with refused("InternalFailure", "nothing says what ec2:DescribeInstances is in IAM's terms; add it to"):
        session.client("ec2").describe_instances()
    with refused("501", "nothing says what calls to dynamodb are in IAM's terms"):
        session.client("dynamodb").list_tables()


def test_an_administrator_does_what_nobody_tells(asked: Asked) -> None:
    assert asked.server.client("ec2").describe_instances()["Reservations"] == []


def test_a_call_that_cannot_be_judged_is_an_error(
    asked: Asked, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked.authorizer, "error", "the condition key ec2:Vpc is not known")
    with refused("InternalFailure", "the condition key ec2:Vpc is not known"):
        session.client("ec2").describe_vpcs()


def test_a_key_that_nobody_was_given_is_refused(asked: Asked) -> None:
    stranger = Session(asked, {"AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "x", "SessionToken": "x"})
    with refused("InvalidClientTokenId"):
        stranger.client("ec2").describe_vpcs()
    with refused("UnrecognizedClientException"):
        stranger.client("ecs").list_clusters()
    with refused("InvalidClientTokenId"):
        stranger.client("sts").get_caller_identity()


def test_a_web_identity_needs_no_key(asked: Asked) -> None:
    role = asked.server.client("iam").create_role(RoleName="of-web", AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
    sts = boto3.client(
        "sts", endpoint_url=asked.server.endpoint, region_name=REGION, config=Config(signature_version=UNSIGNED)
    )
    credentials = sts.assume_role_with_web_identity(RoleArn=role, RoleSessionName="run", WebIdentityToken="token")
    Session(asked, credentials["Credentials"]).client("ec2").describe_vpcs()
    assert asked.authorizer.questions[-1]["caller"]["roleArn"] == role
