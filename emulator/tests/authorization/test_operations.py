"""What each kind of operation is in IAM's terms, of things that are not there: moto's answer plays no part."""

from typing import Any

import pytest
from botocore import xform_name

from slipway_emulator.authorization.services.registry import SERVICES
from tests.authorization.asked import Asked
from tests.server import ACCOUNT_ID

BALANCER = f"arn:aws:elasticloadbalancing:us-east-1:{ACCOUNT_ID}:loadbalancer/app/staging/01"
LISTENER = f"arn:aws:elasticloadbalancing:us-east-1:{ACCOUNT_ID}:listener/app/staging/01/02"
GROUP = f"arn:aws:elasticloadbalancing:us-east-1:{ACCOUNT_ID}:targetgroup/staging/01"
TRUST_STORE = f"arn:aws:elasticloadbalancing:us-east-1:{ACCOUNT_ID}:truststore/staging/01"
CERTIFICATE = f"arn:aws:acm:us-east-1:{ACCOUNT_ID}:certificate/01"
TOPIC = f"arn:aws:sns:us-east-1:{ACCOUNT_ID}:alerts"
LOG_GROUP = f"arn:aws:logs:us-east-1:{ACCOUNT_ID}:log-group:/ecs/staging"
POLICY = f"arn:aws:iam::{ACCOUNT_ID}:policy/staging"
PROVIDER = f"arn:aws:iam::{ACCOUNT_ID}:oidc-provider/example.com"
TARGET = {"ServiceNamespace": "ecs", "ScalableDimension": "ecs:service:DesiredCount", "ResourceId": "service/a/b"}
TAGS = [{"Key": "Environment", "Value": "staging"}]
TAG = [{"key": "Environment", "value": "staging"}]
QUEUE = "http://localhost/210987654321/jobs"
DEPLOYMENT = f"arn:aws:ecs:us-east-1:{ACCOUNT_ID}:service-deployment/staging/agent/1"
HOSTS = "autoScalingGroup:*:autoScalingGroupName/staging-hosts"
CHANGE = {"Action": "UPSERT", "ResourceRecordSet": {"Name": "a.example.com", "Type": "A"}}

Row = tuple[str, str, dict[str, Any], list[tuple[str, str]]]


MODELS = {service.iam_prefix: service.model for service in reversed(SERVICES)}


def row(operation: str, *expected: str, **parameters: Any) -> Row:
    """Each expected call as `ACTION on RESOURCE`, or as the resource alone where the action is the operation's own."""
    prefix, _, name = operation.partition(":")
    return MODELS[prefix], xform_name(name), parameters, [_call(text, operation) for text in expected]


def _call(text: str, operation: str) -> tuple[str, str]:
    """An action without a service is of the operation's, and a resource of the action's."""
    given, _, resource = text.rpartition(" on ")
    action = given if ":" in given else f"{operation.partition(':')[0]}:{given}" if given else operation
    return action, resource if resource == "*" else f"{action.partition(':')[0]}:{resource}"


ROWS: list[Row] = [
    row("ec2:DescribeVpcs", "*"),
    row("ec2:DescribeVpcAttribute", "vpc/vpc-1", VpcId="vpc-1", Attribute="enableDnsSupport"),
    row("ec2:DeleteVpc", "vpc/vpc-1", VpcId="vpc-1"),
    row(
        "ec2:CreateSubnet",
        "subnet/*",
        "CreateTags on subnet/*",
        "vpc/vpc-1",
        VpcId="vpc-1",
        CidrBlock="10.0.0.0/24",
        TagSpecifications=[{"ResourceType": "subnet", "Tags": TAGS}],
    ),
    row(
        "ec2:CreateNatGateway",
        "natgateway/*",
        "subnet/subnet-1",
        "elastic-ip/eipalloc-1",
        SubnetId="subnet-1",
        AllocationId="eipalloc-1",
    ),
    row(
        "ec2:CreateVpcEndpoint",
        "vpc-endpoint/*",
        "vpc/vpc-1",
        "route-table/rtb-1",
        VpcId="vpc-1",
        ServiceName="com.amazonaws.us-east-1.s3",
        RouteTableIds=["rtb-1"],
    ),
    row("ec2:AuthorizeSecurityGroupIngress", "security-group/sg-1", GroupId="sg-1"),
    row(
        "ec2:AuthorizeSecurityGroupEgress",
        "security-group/sg-1",
        "security-group-rule/*",
        "CreateTags on security-group-rule/*",
        GroupId="sg-1",
        TagSpecifications=[{"ResourceType": "security-group-rule", "Tags": TAGS}],
    ),
    row("ec2:RevokeSecurityGroupEgress", "security-group/sg-1", GroupId="sg-1", SecurityGroupRuleIds=["sgr-1"]),
    row(
        "ec2:ModifySecurityGroupRules",
        "security-group/sg-1",
        "security-group-rule/sgr-1",
        GroupId="sg-1",
        SecurityGroupRules=[{"SecurityGroupRuleId": "sgr-1"}],
    ),
    row("ec2:CreateTags", "internet-gateway/igw-1", Resources=["igw-1"], Tags=TAGS),
    row("ecs:DescribeTaskDefinition", "*", taskDefinition="agent"),
    row("ecs:DescribeClusters", "cluster/staging", clusters=["staging"]),
    row(
        "ecs:DescribeServices",
        "service/staging/agent",
        "service/staging/worker",
        cluster="staging",
        services=["agent", f"arn:aws:ecs:us-east-1:{ACCOUNT_ID}:service/staging/worker"],
    ),
    row("ecs:DescribeServiceDeployments", "service-deployment/staging/agent/1", serviceDeploymentArns=[DEPLOYMENT]),
    row(
        "ecs:RegisterTaskDefinition",
        "*",
        "TagResource on task-definition/staging-agent:*",
        family="staging-agent",
        containerDefinitions=[],
        tags=TAG,
    ),
    row("ecs:ListTasks", "*", cluster="staging"),
    row(
        "ecs:ExecuteCommand",
        "cluster/staging",
        "task/staging/01",
        cluster="staging",
        task="01",
        command="sh",
        interactive=True,
    ),
    row("elasticloadbalancing:DescribeTargetGroups", "*"),
    row(
        "elasticloadbalancing:CreateListener",
        "loadbalancer/app/staging/01",
        "AddTags on listener/app/staging/01/*",
        LoadBalancerArn=BALANCER,
        DefaultActions=[],
        Tags=TAGS,
    ),
    row(
        "elasticloadbalancing:CreateRule",
        "listener/app/staging/01/02",
        "AddTags on listener-rule/app/staging/01/02/*",
        ListenerArn=LISTENER,
        Conditions=[],
        Priority=1,
        Actions=[],
        Tags=TAGS,
    ),
    row(
        "elasticloadbalancing:SetRulePriorities",
        "listener-rule/app/staging/01/02/03",
        RulePriorities=[{"RuleArn": f"{LISTENER}/03".replace("listener/", "listener-rule/"), "Priority": 2}],
    ),
    row(
        "elasticloadbalancing:ModifyTargetGroupAttributes",
        "targetgroup/staging/01",
        TargetGroupArn=GROUP,
        Attributes=[],
    ),
    row(
        "elasticloadbalancing:CreateTrustStore",
        "truststore/staging/*",
        "AddTags on truststore/staging/*",
        "s3:GetObject on authorities/ca.pem",
        Name="staging",
        CaCertificatesBundleS3Bucket="authorities",
        CaCertificatesBundleS3Key="ca.pem",
        Tags=TAGS,
    ),
    row(
        "elasticloadbalancing:ModifyTrustStore",
        "truststore/staging/01",
        "s3:GetObjectVersion on authorities/ca.pem",
        TrustStoreArn=TRUST_STORE,
        CaCertificatesBundleS3Bucket="authorities",
        CaCertificatesBundleS3Key="ca.pem",
        CaCertificatesBundleS3ObjectVersion="1",
    ),
    row("elasticloadbalancing:DescribeTrustStoreAssociations", "*", TrustStoreArn=TRUST_STORE),
    row("iam:GetRole", "role/staging-agent", RoleName="staging-agent"),
    row("iam:GetPolicy", "policy/staging", PolicyArn=POLICY),
    row("iam:GetOpenIDConnectProvider", "oidc-provider/example.com", OpenIDConnectProviderArn=PROVIDER),
    row(
        "iam:CreateServiceLinkedRole",
        "role/aws-service-role/elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing",
        AWSServiceName="elasticloadbalancing.amazonaws.com",
    ),
    row("kms:CreateKey", "*"),
    row("kms:DescribeKey", "key/0a", KeyId="0a"),
    row("kms:CreateAlias", "alias/staging", "key/0a", AliasName="alias/staging", TargetKeyId="0a"),
    row("secretsmanager:DescribeSecret", "secret:staging/key", SecretId="staging/key"),
    row(
        "secretsmanager:CreateSecret",
        "secret:tagged/key",
        "TagResource on secret:tagged/key",
        Name="tagged/key",
        Tags=TAGS,
    ),
    row("autoscaling:DescribeAutoScalingGroups", "*"),
    row("autoscaling:UpdateAutoScalingGroup", HOSTS, AutoScalingGroupName="staging-hosts", MinSize=1),
    row("autoscaling:DeletePolicy", HOSTS, AutoScalingGroupName="staging-hosts", PolicyName="out"),
    row(
        "autoscaling:CreateOrUpdateTags",
        HOSTS,
        Tags=[{"ResourceId": "staging-hosts", "ResourceType": "auto-scaling-group", **TAGS[0]}],
    ),
    row("autoscaling:DeleteTags", HOSTS, Tags=[{"ResourceId": "staging-hosts", "Key": "Name"}]),
    row("ec2:DescribeLaunchTemplates", "*"),
    row(
        "ec2:CreateLaunchTemplate",
        "launch-template/*",
        "CreateTags on launch-template/*",
        LaunchTemplateName="hosts",
        LaunchTemplateData={"ImageId": "ami-1"},
        TagSpecifications=[{"ResourceType": "launch-template", "Tags": TAGS}],
    ),
    row("ec2:DeleteLaunchTemplate", "launch-template/lt-1", LaunchTemplateId="lt-1"),
    row(
        "iam:CreateInstanceProfile",
        "instance-profile/hosts",
        "TagInstanceProfile on instance-profile/hosts",
        InstanceProfileName="hosts",
        Tags=TAGS,
    ),
    row(
        "iam:AddRoleToInstanceProfile",
        "instance-profile/hosts",
        "PassRole on role/staging-agent",
        InstanceProfileName="hosts",
        RoleName="staging-agent",
    ),
    row("iam:GetInstanceProfile", "instance-profile/hosts", InstanceProfileName="hosts"),
    row(
        "ssm:CreateDocument",
        "document/release",
        "AddTagsToResource on document/release",
        Name="release",
        Content="{}",
        Tags=TAGS,
    ),
    row("ssm:DescribeDocument", "document/release", Name="release"),
    row("ssm:RemoveTagsFromResource", "document/a", ResourceType="Document", ResourceId="a", TagKeys=["Name"]),
    row("ssm:GetParameter", "parameter/staging/digest", Name="/staging/digest"),
    row("ssm:GetParameter", "parameter/digest", Name="digest"),
    row("ssm:GetParameters", "parameter/a", "parameter/b", Names=["/a", "b"]),
    row("ssm:GetParametersByPath", "parameter/staging", Path="/staging"),
    row("s3:HeadBucket", "ListBucket on logs", Bucket="logs"),
    row("s3:ListObjectsV2", "ListBucket on logs", Bucket="logs"),
    row("s3:GetBucketAcl", "logs", Bucket="logs"),
    row("s3:GetBucketEncryption", "GetEncryptionConfiguration on logs", Bucket="logs"),
    row("s3:GetObjectLockConfiguration", "GetBucketObjectLockConfiguration on logs", Bucket="logs"),
    row(
        "s3:PutBucketEncryption",
        "PutEncryptionConfiguration on logs",
        Bucket="logs",
        ServerSideEncryptionConfiguration={"Rules": []},
    ),
    row("s3:DeletePublicAccessBlock", "PutBucketPublicAccessBlock on logs", Bucket="logs"),
    row("s3:GetObject", "logs/a/b", Bucket="logs", Key="a/b"),
    row("s3:HeadObject", "GetObjectVersion on logs/a", Bucket="logs", Key="a", VersionId="1"),
    row(
        "s3:DeleteObjects",
        "DeleteObject on logs/a",
        "DeleteObjectVersion on logs/b",
        Bucket="logs",
        Delete={"Objects": [{"Key": "a"}, {"Key": "b", "VersionId": "1"}]},
    ),
    row(
        "s3:CreateBucket",
        "owned-logs",
        "PutBucketOwnershipControls on owned-logs",
        Bucket="owned-logs",
        ObjectOwnership="BucketOwnerEnforced",
    ),
    row("s3:CreateBucket", "logs", Bucket="logs", ACL="private"),
    row("s3:CreateBucket", "logs", "PutBucketAcl on logs", Bucket="logs", ACL="public-read"),
    row("s3:ListBuckets", "ListAllMyBuckets on *"),
    row("logs:DescribeLogGroups", "log-group::log-stream:"),
    row(
        "logs:CreateLogGroup",
        "log-group:/ecs/staging:log-stream:",
        "TagResource on log-group:/ecs/staging",
        logGroupName="/ecs/staging",
        tags={"Environment": "staging"},
    ),
    row("logs:ListTagsForResource", "log-group:/ecs/staging", resourceArn=LOG_GROUP),
    row("sns:GetTopicAttributes", "alerts", TopicArn=TOPIC),
    row("sns:Unsubscribe", "*", SubscriptionArn=f"{TOPIC}:01"),
    row("sns:CreateTopic", "tagged", "TagResource on tagged", Name="tagged", Tags=TAGS),
    row("sqs:GetQueueUrl", "jobs", QueueName="jobs"),
    row("sqs:SendMessage", "jobs", QueueUrl=QUEUE, MessageBody="x"),
    row("sqs:CreateQueue", "tagged", "TagQueue on tagged", QueueName="tagged", tags={"Environment": "staging"}),
    row("ecr:GetAuthorizationToken", "*"),
    row("ecr:DescribeRepositories", "repository/*"),
    row("ecr:DescribeImages", "repository/shop/agent", repositoryName="shop/agent"),
    row("acm:ListCertificates", "*"),
    row("acm:DescribeCertificate", "certificate/01", CertificateArn=CERTIFICATE),
    row("acm:RequestCertificate", "*", "AddTagsToCertificate on certificate/*", DomainName="example.com", Tags=TAGS),
    row("route53:GetHostedZone", "hostedzone/Z1", Id="/hostedzone/Z1"),
    row("route53:GetChange", "change/C1", Id="/change/C1"),
    row(
        "route53:CreateHostedZone",
        "*",
        "ec2:DescribeVpcs on *",
        Name="internal",
        CallerReference="1",
        VPC={"VPCRegion": "us-east-1", "VPCId": "vpc-1"},
    ),
    row("route53:ChangeResourceRecordSets", "hostedzone/Z1", HostedZoneId="Z1", ChangeBatch={"Changes": [CHANGE]}),
    row("route53:ListTagsForResource", "healthcheck/01", ResourceType="healthcheck", ResourceId="01"),
    row("application-autoscaling:DescribeScalableTargets", "*", ServiceNamespace="ecs"),
    row("application-autoscaling:DeregisterScalableTarget", "scalable-target/*", **TARGET),
    row("cloudwatch:DescribeAlarms", "alarm:*"),
    row("cloudwatch:DeleteAlarms", "alarm:a", AlarmNames=["a"]),
    row("budgets:DescribeBudget", "ViewBudget on budget/monthly", AccountId=ACCOUNT_ID, BudgetName="monthly"),
    row("budgets:DeleteBudget", "ModifyBudget on budget/monthly", AccountId=ACCOUNT_ID, BudgetName="monthly"),
    row(
        "budgets:UpdateBudget",
        "ModifyBudget on budget/monthly",
        AccountId=ACCOUNT_ID,
        NewBudget={"BudgetName": "monthly", "BudgetType": "COST", "TimeUnit": "MONTHLY"},
    ),
    row("servicediscovery:GetOperation", "*", OperationId="01"),
    row("servicediscovery:CreateService", "namespace/ns-1", "service/*", Name="agent", NamespaceId="ns-1"),
    row("scheduler:GetSchedule", "schedule/default/report", Name="report"),
    row("scheduler:ListSchedules", "*"),
    row("sts:GetCallerIdentity"),
    row("tag:GetResources", "*"),
    row("servicequotas:GetServiceQuota", "*", ServiceCode="vpc", QuotaCode="L-F678F1CE"),
]


@pytest.mark.parametrize(
    ("service", "operation", "parameters", "expected"),
    ROWS,
    ids=[f"{service}-{operation}" for service, operation, _, _ in ROWS],
)
def test_an_operation_is_these_calls(
    asked: Asked, service: str, operation: str, parameters: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert asked.actions(service, operation, **parameters) == expected
