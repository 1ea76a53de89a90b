"""What each kind of operation is in IAM's terms, of things that are not there: moto's answer plays no part."""

from typing import Any

import pytest

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
CHANGE = {"Action": "UPSERT", "ResourceRecordSet": {"Name": "a.example.com", "Type": "A"}}

Row = tuple[str, str, dict[str, Any], list[tuple[str, str]]]


def row(service: str, operation: str, *expected: str, **parameters: Any) -> Row:
    """Each expected call as `ACTION on SERVICE:RESOURCE`."""
    calls = [(action, resource) for action, _, resource in (text.partition(" on ") for text in expected)]
    return service, operation, parameters, calls


ROWS: list[Row] = [
    row("ec2", "describe_vpcs", "ec2:DescribeVpcs on *"),
    row(
        "ec2",
        "describe_vpc_attribute",
        "ec2:DescribeVpcAttribute on ec2:vpc/vpc-1",
        VpcId="vpc-1",
        Attribute="enableDnsSupport",
    ),
    row("ec2", "delete_vpc", "ec2:DeleteVpc on ec2:vpc/vpc-1", VpcId="vpc-1"),
    row(
        "ec2",
        "create_subnet",
        "ec2:CreateSubnet on ec2:subnet/*",
        "ec2:CreateTags on ec2:subnet/*",
        "ec2:CreateSubnet on ec2:vpc/vpc-1",
        VpcId="vpc-1",
        CidrBlock="10.0.0.0/24",
        TagSpecifications=[{"ResourceType": "subnet", "Tags": TAGS}],
    ),
    row(
        "ec2",
        "create_nat_gateway",
        "ec2:CreateNatGateway on ec2:natgateway/*",
        "ec2:CreateNatGateway on ec2:subnet/subnet-1",
        "ec2:CreateNatGateway on ec2:elastic-ip/eipalloc-1",
        SubnetId="subnet-1",
        AllocationId="eipalloc-1",
    ),
    row(
        "ec2",
        "create_vpc_endpoint",
        "ec2:CreateVpcEndpoint on ec2:vpc-endpoint/*",
        "ec2:CreateVpcEndpoint on ec2:vpc/vpc-1",
        "ec2:CreateVpcEndpoint on ec2:route-table/rtb-1",
        VpcId="vpc-1",
        ServiceName="com.amazonaws.us-east-1.s3",
        RouteTableIds=["rtb-1"],
    ),
    row(
        "ec2",
        "authorize_security_group_ingress",
        "ec2:AuthorizeSecurityGroupIngress on ec2:security-group/sg-1",
        GroupId="sg-1",
    ),
    row(
        "ec2",
        "authorize_security_group_egress",
        "ec2:AuthorizeSecurityGroupEgress on ec2:security-group/sg-1",
        "ec2:AuthorizeSecurityGroupEgress on ec2:security-group-rule/*",
        "ec2:CreateTags on ec2:security-group-rule/*",
        GroupId="sg-1",
        TagSpecifications=[{"ResourceType": "security-group-rule", "Tags": TAGS}],
    ),
    row(
        "ec2",
        "revoke_security_group_egress",
        "ec2:RevokeSecurityGroupEgress on ec2:security-group/sg-1",
        GroupId="sg-1",
        SecurityGroupRuleIds=["sgr-1"],
    ),
    row(
        "ec2",
        "modify_security_group_rules",
        "ec2:ModifySecurityGroupRules on ec2:security-group/sg-1",
        "ec2:ModifySecurityGroupRules on ec2:security-group-rule/sgr-1",
        GroupId="sg-1",
        SecurityGroupRules=[{"SecurityGroupRuleId": "sgr-1"}],
    ),
    row("ec2", "create_tags", "ec2:CreateTags on ec2:internet-gateway/igw-1", Resources=["igw-1"], Tags=TAGS),
    row("ecs", "describe_task_definition", "ecs:DescribeTaskDefinition on *", taskDefinition="agent"),
    row("ecs", "describe_clusters", "ecs:DescribeClusters on ecs:cluster/staging", clusters=["staging"]),
    row(
        "ecs",
        "describe_services",
        "ecs:DescribeServices on ecs:service/staging/agent",
        "ecs:DescribeServices on ecs:service/staging/worker",
        cluster="staging",
        services=["agent", f"arn:aws:ecs:us-east-1:{ACCOUNT_ID}:service/staging/worker"],
    ),
    row(
        "ecs",
        "describe_service_deployments",
        "ecs:DescribeServiceDeployments on ecs:service-deployment/staging/agent/1",
        serviceDeploymentArns=[DEPLOYMENT],
    ),
    row(
        "ecs",
        "register_task_definition",
        "ecs:RegisterTaskDefinition on *",
        "ecs:TagResource on ecs:task-definition/staging-agent:*",
        family="staging-agent",
        containerDefinitions=[],
        tags=TAG,
    ),
    row("ecs", "list_tasks", "ecs:ListTasks on *", cluster="staging"),
    row(
        "ecs",
        "execute_command",
        "ecs:ExecuteCommand on ecs:cluster/staging",
        "ecs:ExecuteCommand on ecs:task/staging/01",
        cluster="staging",
        task="01",
        command="sh",
        interactive=True,
    ),
    row("elbv2", "describe_target_groups", "elasticloadbalancing:DescribeTargetGroups on *"),
    row(
        "elbv2",
        "create_listener",
        "elasticloadbalancing:CreateListener on elasticloadbalancing:loadbalancer/app/staging/01",
        "elasticloadbalancing:AddTags on elasticloadbalancing:listener/app/staging/01/*",
        LoadBalancerArn=BALANCER,
        DefaultActions=[],
        Tags=TAGS,
    ),
    row(
        "elbv2",
        "create_rule",
        "elasticloadbalancing:CreateRule on elasticloadbalancing:listener/app/staging/01/02",
        "elasticloadbalancing:AddTags on elasticloadbalancing:listener-rule/app/staging/01/02/*",
        ListenerArn=LISTENER,
        Conditions=[],
        Priority=1,
        Actions=[],
        Tags=TAGS,
    ),
    row(
        "elbv2",
        "set_rule_priorities",
        "elasticloadbalancing:SetRulePriorities on elasticloadbalancing:listener-rule/app/staging/01/02/03",
        RulePriorities=[{"RuleArn": f"{LISTENER}/03".replace("listener/", "listener-rule/"), "Priority": 2}],
    ),
    row(
        "elbv2",
        "modify_target_group_attributes",
        "elasticloadbalancing:ModifyTargetGroupAttributes on elasticloadbalancing:targetgroup/staging/01",
        TargetGroupArn=GROUP,
        Attributes=[],
    ),
    row(
        "elbv2",
        "create_trust_store",
        "elasticloadbalancing:CreateTrustStore on elasticloadbalancing:truststore/staging/*",
        "elasticloadbalancing:AddTags on elasticloadbalancing:truststore/staging/*",
        "s3:GetObject on s3:authorities/ca.pem",
        Name="staging",
        CaCertificatesBundleS3Bucket="authorities",
        CaCertificatesBundleS3Key="ca.pem",
        Tags=TAGS,
    ),
    row(
        "elbv2",
        "modify_trust_store",
        "elasticloadbalancing:ModifyTrustStore on elasticloadbalancing:truststore/staging/01",
        "s3:GetObjectVersion on s3:authorities/ca.pem",
        TrustStoreArn=TRUST_STORE,
        CaCertificatesBundleS3Bucket="authorities",
        CaCertificatesBundleS3Key="ca.pem",
        CaCertificatesBundleS3ObjectVersion="1",
    ),
    row(
        "elbv2",
        "describe_trust_store_associations",
        "elasticloadbalancing:DescribeTrustStoreAssociations on *",
        TrustStoreArn=TRUST_STORE,
    ),
    row("iam", "get_role", "iam:GetRole on iam:role/staging-agent", RoleName="staging-agent"),
    row("iam", "get_policy", "iam:GetPolicy on iam:policy/staging", PolicyArn=POLICY),
    row(
        "iam",
        "get_open_id_connect_provider",
        "iam:GetOpenIDConnectProvider on iam:oidc-provider/example.com",
        OpenIDConnectProviderArn=PROVIDER,
    ),
    row(
        "iam",
        "create_service_linked_role",
        "iam:CreateServiceLinkedRole on iam:role/aws-service-role/elasticloadbalancing.amazonaws.com"
        "/AWSServiceRoleForElasticLoadBalancing",
        AWSServiceName="elasticloadbalancing.amazonaws.com",
    ),
    row("kms", "create_key", "kms:CreateKey on *"),
    row("kms", "describe_key", "kms:DescribeKey on kms:key/0a", KeyId="0a"),
    row(
        "kms",
        "create_alias",
        "kms:CreateAlias on kms:alias/staging",
        "kms:CreateAlias on kms:key/0a",
        AliasName="alias/staging",
        TargetKeyId="0a",
    ),
    row(
        "secretsmanager",
        "describe_secret",
        "secretsmanager:DescribeSecret on secretsmanager:secret:staging/key",
        SecretId="staging/key",
    ),
    row(
        "secretsmanager",
        "create_secret",
        "secretsmanager:CreateSecret on secretsmanager:secret:tagged/key",
        "secretsmanager:TagResource on secretsmanager:secret:tagged/key",
        Name="tagged/key",
        Tags=TAGS,
    ),
    row("ssm", "get_parameter", "ssm:GetParameter on ssm:parameter/staging/digest", Name="/staging/digest"),
    row("ssm", "get_parameter", "ssm:GetParameter on ssm:parameter/digest", Name="digest"),
    row(
        "ssm",
        "get_parameters",
        "ssm:GetParameters on ssm:parameter/a",
        "ssm:GetParameters on ssm:parameter/b",
        Names=["/a", "b"],
    ),
    row("ssm", "get_parameters_by_path", "ssm:GetParametersByPath on ssm:parameter/staging", Path="/staging"),
    row("s3", "head_bucket", "s3:ListBucket on s3:logs", Bucket="logs"),
    row("s3", "list_objects_v2", "s3:ListBucket on s3:logs", Bucket="logs"),
    row("s3", "get_bucket_acl", "s3:GetBucketAcl on s3:logs", Bucket="logs"),
    row("s3", "get_bucket_encryption", "s3:GetEncryptionConfiguration on s3:logs", Bucket="logs"),
    row("s3", "get_object_lock_configuration", "s3:GetBucketObjectLockConfiguration on s3:logs", Bucket="logs"),
    row(
        "s3",
        "put_bucket_encryption",
        "s3:PutEncryptionConfiguration on s3:logs",
        Bucket="logs",
        ServerSideEncryptionConfiguration={"Rules": []},
    ),
    row("s3", "delete_public_access_block", "s3:PutBucketPublicAccessBlock on s3:logs", Bucket="logs"),
    row("s3", "get_object", "s3:GetObject on s3:logs/a/b", Bucket="logs", Key="a/b"),
    row("s3", "head_object", "s3:GetObjectVersion on s3:logs/a", Bucket="logs", Key="a", VersionId="1"),
    row(
        "s3",
        "delete_objects",
        "s3:DeleteObject on s3:logs/a",
        "s3:DeleteObjectVersion on s3:logs/b",
        Bucket="logs",
        Delete={"Objects": [{"Key": "a"}, {"Key": "b", "VersionId": "1"}]},
    ),
    row(
        "s3",
        "create_bucket",
        "s3:CreateBucket on s3:owned-logs",
        "s3:PutBucketOwnershipControls on s3:owned-logs",
        Bucket="owned-logs",
        ObjectOwnership="BucketOwnerEnforced",
    ),
    row("s3", "create_bucket", "s3:CreateBucket on s3:logs", Bucket="logs", ACL="private"),
    row(
        "s3",
        "create_bucket",
        "s3:CreateBucket on s3:logs",
        "s3:PutBucketAcl on s3:logs",
        Bucket="logs",
        ACL="public-read",
    ),
    row("s3", "list_buckets", "s3:ListAllMyBuckets on *"),
    row("logs", "describe_log_groups", "logs:DescribeLogGroups on logs:log-group::log-stream:"),
    row(
        "logs",
        "create_log_group",
        "logs:CreateLogGroup on logs:log-group:/ecs/staging:log-stream:",
        "logs:TagResource on logs:log-group:/ecs/staging",
        logGroupName="/ecs/staging",
        tags={"Environment": "staging"},
    ),
    row(
        "logs",
        "list_tags_for_resource",
        "logs:ListTagsForResource on logs:log-group:/ecs/staging",
        resourceArn=LOG_GROUP,
    ),
    row("sns", "get_topic_attributes", "sns:GetTopicAttributes on sns:alerts", TopicArn=TOPIC),
    row("sns", "unsubscribe", "sns:Unsubscribe on *", SubscriptionArn=f"{TOPIC}:01"),
    row(
        "sns",
        "create_topic",
        "sns:CreateTopic on sns:tagged",
        "sns:TagResource on sns:tagged",
        Name="tagged",
        Tags=TAGS,
    ),
    row("sqs", "get_queue_url", "sqs:GetQueueUrl on sqs:jobs", QueueName="jobs"),
    row("sqs", "send_message", "sqs:SendMessage on sqs:jobs", QueueUrl=QUEUE, MessageBody="x"),
    row(
        "sqs",
        "create_queue",
        "sqs:CreateQueue on sqs:tagged",
        "sqs:TagQueue on sqs:tagged",
        QueueName="tagged",
        tags={"Environment": "staging"},
    ),
    row("ecr", "get_authorization_token", "ecr:GetAuthorizationToken on *"),
    row("ecr", "describe_repositories", "ecr:DescribeRepositories on ecr:repository/*"),
    row("ecr", "describe_images", "ecr:DescribeImages on ecr:repository/shop/agent", repositoryName="shop/agent"),
    row("acm", "list_certificates", "acm:ListCertificates on *"),
    row("acm", "describe_certificate", "acm:DescribeCertificate on acm:certificate/01", CertificateArn=CERTIFICATE),
    row(
        "acm",
        "request_certificate",
        "acm:RequestCertificate on *",
        "acm:AddTagsToCertificate on acm:certificate/*",
        DomainName="example.com",
        Tags=TAGS,
    ),
    row("route53", "get_hosted_zone", "route53:GetHostedZone on route53:hostedzone/Z1", Id="/hostedzone/Z1"),
    row("route53", "get_change", "route53:GetChange on route53:change/C1", Id="/change/C1"),
    row(
        "route53",
        "create_hosted_zone",
        "route53:CreateHostedZone on *",
        "ec2:DescribeVpcs on *",
        Name="internal",
        CallerReference="1",
        VPC={"VPCRegion": "us-east-1", "VPCId": "vpc-1"},
    ),
    row(
        "route53",
        "change_resource_record_sets",
        "route53:ChangeResourceRecordSets on route53:hostedzone/Z1",
        HostedZoneId="Z1",
        ChangeBatch={"Changes": [CHANGE]},
    ),
    row(
        "route53",
        "list_tags_for_resource",
        "route53:ListTagsForResource on route53:healthcheck/01",
        ResourceType="healthcheck",
        ResourceId="01",
    ),
    row(
        "application-autoscaling",
        "describe_scalable_targets",
        "application-autoscaling:DescribeScalableTargets on *",
        ServiceNamespace="ecs",
    ),
    row(
        "application-autoscaling",
        "deregister_scalable_target",
        "application-autoscaling:DeregisterScalableTarget on application-autoscaling:scalable-target/*",
        **TARGET,
    ),
    row("cloudwatch", "describe_alarms", "cloudwatch:DescribeAlarms on cloudwatch:alarm:*"),
    row("cloudwatch", "delete_alarms", "cloudwatch:DeleteAlarms on cloudwatch:alarm:a", AlarmNames=["a"]),
    row(
        "budgets",
        "describe_budget",
        "budgets:ViewBudget on budgets:budget/monthly",
        AccountId=ACCOUNT_ID,
        BudgetName="monthly",
    ),
    row(
        "budgets",
        "delete_budget",
        "budgets:ModifyBudget on budgets:budget/monthly",
        AccountId=ACCOUNT_ID,
        BudgetName="monthly",
    ),
    row(
        "budgets",
        "update_budget",
        "budgets:ModifyBudget on budgets:budget/monthly",
        AccountId=ACCOUNT_ID,
        NewBudget={"BudgetName": "monthly", "BudgetType": "COST", "TimeUnit": "MONTHLY"},
    ),
    row("servicediscovery", "get_operation", "servicediscovery:GetOperation on *", OperationId="01"),
    row(
        "servicediscovery",
        "create_service",
        "servicediscovery:CreateService on servicediscovery:namespace/ns-1",
        "servicediscovery:CreateService on servicediscovery:service/*",
        Name="agent",
        NamespaceId="ns-1",
    ),
    row("scheduler", "get_schedule", "scheduler:GetSchedule on scheduler:schedule/default/report", Name="report"),
    row("scheduler", "list_schedules", "scheduler:ListSchedules on *"),
    row("sts", "get_caller_identity"),
    row("resourcegroupstaggingapi", "get_resources", "tag:GetResources on *"),
    row(
        "service-quotas",
        "get_service_quota",
        "servicequotas:GetServiceQuota on *",
        ServiceCode="vpc",
        QuotaCode="L-F678F1CE",
    ),
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
