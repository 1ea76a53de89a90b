"""Storage, messages and watching."""

from tests.gaps.budgets_setup import create_budget
from tests.gaps.efs_setup import create_file_system
from tests.gaps.sqs_setup import create_queue
from tests.resources.resource import Made
from tests.server import ACCOUNT_ID, Server

WATCHED = {
    "Namespace": "AWS/ApplicationELB",
    "MetricName": "UnHealthyHostCount",
    "Statistic": "Maximum",
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 0,
    "Period": 60,
    "EvaluationPeriods": 1,
}
"""By an alarm."""


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


def file_system(server: Server) -> Made:
    with create_file_system(server, "files") as file_system_id:
        yield "FileSystem", file_system_id


def access_point(server: Server) -> Made:
    efs = server.client("efs")
    with create_file_system(server, "entered") as file_system_id:
        point = efs.create_access_point(ClientToken="a", FileSystemId=file_system_id)
        yield "AccessPoint", point["AccessPointId"]
        efs.delete_access_point(AccessPointId=point["AccessPointId"])


def secret(server: Server) -> Made:
    client = server.client("secretsmanager")
    client.create_secret(Name="payment-api-key")
    yield "FakeSecret", "payment-api-key"
    client.delete_secret(SecretId="payment-api-key", ForceDeleteWithoutRecovery=True)


def secret_with_recovery(server: Server) -> Made:
    client = server.client("secretsmanager")
    client.create_secret(Name="gcp-key")
    yield "FakeSecret", "gcp-key"
    client.delete_secret(SecretId="gcp-key", RecoveryWindowInDays=7)


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


def queue(server: Server) -> Made:
    with create_queue(server, "tasks"):
        yield "Queue", "tasks"


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
    ecr.create_repository(repositoryName="shop/agent")
    yield "Repository", "shop/agent"
    ecr.delete_repository(repositoryName="shop/agent")


def alarm(server: Server) -> Made:
    cloudwatch = server.client("cloudwatch")
    cloudwatch.put_metric_alarm(AlarmName="unhealthy", **WATCHED)
    yield "Alarm", "unhealthy"
    cloudwatch.delete_alarms(AlarmNames=["unhealthy"])


def budget(server: Server) -> Made:
    create_budget(server, "monthly")
    yield "Budget", "monthly"
    server.client("budgets").delete_budget(AccountId=ACCOUNT_ID, BudgetName="monthly")
