"""One resource of each type that Slipway's stacks make, for the inventory's tests: made, then deleted.

Each is a generator: it makes the resource, yields the type and a part of the id of what must be listed, and deletes it
when it is resumed.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.gaps.budgets_setup import create_budget
from tests.gaps.ecs_setup import create_cluster, create_service
from tests.gaps.network_setup import create_security_group, create_subnet, create_vpc
from tests.server import ACCOUNT_ID, Server

Made = Iterator[tuple[str, str]]
TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})


def vpc(server: Server) -> Made:
    vpc_id = create_vpc(server)
    yield "VPC", vpc_id
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def subnet(server: Server) -> Made:
    vpc_id = create_vpc(server)
    subnet_id = create_subnet(server, vpc_id)
    yield "Subnet", subnet_id
    server.client("ec2").delete_subnet(SubnetId=subnet_id)
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def security_group(server: Server) -> Made:
    vpc_id = create_vpc(server)
    group_id = create_security_group(server, vpc_id)
    yield "SecurityGroup", group_id
    server.client("ec2").delete_security_group(GroupId=group_id)
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def elastic_address(server: Server) -> Made:
    allocation = server.client("ec2").allocate_address(Domain="vpc")["AllocationId"]
    yield "ElasticAddress", allocation
    server.client("ec2").release_address(AllocationId=allocation)


def flow_log(server: Server) -> Made:
    ec2, s3 = server.client("ec2"), server.client("s3")
    vpc_id = create_vpc(server)
    s3.create_bucket(Bucket="flow-logs")
    (log_id,) = ec2.create_flow_logs(
        ResourceIds=[vpc_id],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::flow-logs",
    )["FlowLogIds"]
    yield "FlowLogs", log_id
    ec2.delete_flow_logs(FlowLogIds=[log_id])
    s3.delete_bucket(Bucket="flow-logs")
    ec2.delete_vpc(VpcId=vpc_id)


def role(server: Server) -> Made:
    iam = server.client("iam")
    iam.create_role(RoleName="task", AssumeRolePolicyDocument=TRUST)
    yield "Role", "role/task"
    iam.delete_role(RoleName="task")


def bucket(server: Server) -> Made:
    s3 = server.client("s3")
    s3.create_bucket(Bucket="access-logs")
    yield "FakeBucket", "access-logs"
    s3.delete_bucket(Bucket="access-logs")


def bucket_object(server: Server) -> Made:
    s3 = server.client("s3")
    s3.create_bucket(Bucket="with-object")
    s3.put_object(Bucket="with-object", Key="left/over.log", Body=b"line")
    yield "FakeKey", "left/over.log"
    s3.delete_object(Bucket="with-object", Key="left/over.log")
    s3.delete_bucket(Bucket="with-object")


def secret(server: Server) -> Made:
    client = server.client("secretsmanager")
    client.create_secret(Name="gemini-api-key")
    yield "FakeSecret", "gemini-api-key"
    client.delete_secret(SecretId="gemini-api-key", ForceDeleteWithoutRecovery=True)


def log_group(server: Server) -> Made:
    logs = server.client("logs")
    logs.create_log_group(logGroupName="/staging/agent")
    yield "LogGroup", "/staging/agent"
    logs.delete_log_group(logGroupName="/staging/agent")


def log_stream(server: Server) -> Made:
    logs = server.client("logs")
    logs.create_log_group(logGroupName="/staging/streams")
    logs.create_log_stream(logGroupName="/staging/streams", logStreamName="agent/1")
    yield "LogStream", "agent/1"
    logs.delete_log_group(logGroupName="/staging/streams")


def load_balancer(server: Server) -> Made:
    ec2, elbv2 = server.client("ec2"), server.client("elbv2")
    vpc_id = create_vpc(server)
    subnets = [create_subnet(server, vpc_id, block) for block in ("10.1.0.0/24", "10.1.1.0/24")]
    arn = elbv2.create_load_balancer(Name="entry", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
    yield "FakeLoadBalancer", arn
    elbv2.delete_load_balancer(LoadBalancerArn=arn)
    for subnet_id in subnets:
        ec2.delete_subnet(SubnetId=subnet_id)
    ec2.delete_vpc(VpcId=vpc_id)


def target_group(server: Server) -> Made:
    elbv2 = server.client("elbv2")
    vpc_id = create_vpc(server)
    made = elbv2.create_target_group(Name="agent", Protocol="HTTP", Port=8080, VpcId=vpc_id, TargetType="ip")
    arn = made["TargetGroups"][0]["TargetGroupArn"]
    yield "FakeTargetGroup", arn
    elbv2.delete_target_group(TargetGroupArn=arn)
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def topic(server: Server) -> Made:
    sns = server.client("sns")
    arn = sns.create_topic(Name="alerts")["TopicArn"]
    yield "Topic", arn
    sns.delete_topic(TopicArn=arn)


def subscription(server: Server) -> Made:
    sns = server.client("sns")
    topic_arn = sns.create_topic(Name="subscribed")["TopicArn"]
    arn = sns.subscribe(
        TopicArn=topic_arn, Protocol="email", Endpoint="platform@example.com", ReturnSubscriptionArn=True
    )["SubscriptionArn"]
    yield "Subscription", arn
    sns.unsubscribe(SubscriptionArn=arn)
    sns.delete_topic(TopicArn=topic_arn)


def parameter(server: Server) -> Made:
    ssm = server.client("ssm")
    ssm.put_parameter(Name="/staging/digest", Value="none", Type="String")
    yield "Parameter", "/staging/digest"
    ssm.delete_parameter(Name="/staging/digest")


def repository(server: Server) -> Made:
    ecr = server.client("ecr")
    ecr.create_repository(repositoryName="lornu/agent")
    yield "Repository", "lornu/agent"
    ecr.delete_repository(repositoryName="lornu/agent")


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


def alarm(server: Server) -> Made:
    cloudwatch = server.client("cloudwatch")
    cloudwatch.put_metric_alarm(
        AlarmName="unhealthy",
        Namespace="AWS/ApplicationELB",
        MetricName="UnHealthyHostCount",
        Statistic="Maximum",
        ComparisonOperator="GreaterThanThreshold",
        Threshold=0,
        Period=60,
        EvaluationPeriods=1,
    )
    yield "Alarm", "unhealthy"
    cloudwatch.delete_alarms(AlarmNames=["unhealthy"])


def budget(server: Server) -> Made:
    create_budget(server, "monthly")
    yield "Budget", "monthly"
    server.client("budgets").delete_budget(AccountId=ACCOUNT_ID, BudgetName="monthly")


def scaling_target(server: Server) -> Made:
    client = server.client("application-autoscaling")
    with create_service(server, "targeted") as service:
        where = _scalable(f"service/{service.cluster}/{service.name}")
        arn = client.register_scalable_target(**where, MinCapacity=1, MaxCapacity=2)["ScalableTargetARN"]
        yield "FakeScalableTarget", arn
        client.deregister_scalable_target(**where)
    _deregister(server, service.task_definition_arn)


def scaling_policy(server: Server) -> Made:
    client = server.client("application-autoscaling")
    with create_service(server, "policed") as service:
        where = _scalable(f"service/{service.cluster}/{service.name}")
        client.register_scalable_target(**where, MinCapacity=1, MaxCapacity=2)
        client.put_scaling_policy(
            **where,
            PolicyName="cpu",
            PolicyType="TargetTrackingScaling",
            TargetTrackingScalingPolicyConfiguration={
                "TargetValue": 60,
                "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"},
            },
        )
        yield "FakeApplicationAutoscalingPolicy", "cpu"
        client.delete_scaling_policy(PolicyName="cpu", **where)
        client.deregister_scalable_target(**where)
    _deregister(server, service.task_definition_arn)


def _scalable(resource: str) -> dict[str, str]:
    return {"ServiceNamespace": "ecs", "ResourceId": resource, "ScalableDimension": "ecs:service:DesiredCount"}


def _deregister(server: Server, task_definition: str) -> None:
    server.client("ecs").deregister_task_definition(taskDefinition=task_definition)


def cluster(server: Server) -> Made:
    with create_cluster(server, "inventoried") as made:
        _deregister(server, made.task_definition_arn)
        yield "Cluster", "cluster/inventoried"


def service(server: Server) -> Made:
    with create_service(server, "serving") as made:
        yield "Service", "service/serving/agent"
        _deregister(server, made.task_definition_arn)


def nat_gateway(server: Server) -> Made:
    ec2 = server.client("ec2")
    vpc_id = create_vpc(server)
    subnet_id = create_subnet(server, vpc_id)
    allocation = ec2.allocate_address(Domain="vpc")["AllocationId"]
    gateway = ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    yield "NatGateway", gateway
    ec2.delete_nat_gateway(NatGatewayId=gateway)
    ec2.release_address(AllocationId=allocation)
    ec2.delete_subnet(SubnetId=subnet_id)
    ec2.delete_vpc(VpcId=vpc_id)


def key(server: Server) -> Made:
    kms = server.client("kms")
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    yield "Key", key_id
    kms.schedule_key_deletion(KeyId=key_id)


def secret_with_recovery(server: Server) -> Made:
    client = server.client("secretsmanager")
    client.create_secret(Name="gcp-key")
    yield "FakeSecret", "gcp-key"
    client.delete_secret(SecretId="gcp-key", RecoveryWindowInDays=7)


def task_definition(server: Server) -> Made:
    with create_cluster(server, "defined") as made:
        yield "TaskDefinition", made.task_definition_arn
        _deregister(server, made.task_definition_arn)


Resource = Callable[[Server], Made]

GONE_WHEN_DELETED: tuple[Resource, ...] = (
    vpc,
    subnet,
    security_group,
    elastic_address,
    flow_log,
    role,
    bucket,
    bucket_object,
    secret,
    log_group,
    log_stream,
    load_balancer,
    target_group,
    topic,
    subscription,
    parameter,
    repository,
    zone,
    record,
    health_check,
    certificate,
    alias,
    alarm,
    budget,
    scaling_target,
    scaling_policy,
)
KEPT_WHEN_DELETED: dict[Resource, str] = {
    cluster: "inactive",
    service: "inactive",
    task_definition: "inactive",
    nat_gateway: "inactive",
    key: "pending-deletion",
    secret_with_recovery: "pending-deletion",
}
"""What AWS itself keeps, and the state that the inventory gives it."""
