import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.gaps.elbv2_setup import create_entrance, forward
from tests.gaps.network_setup import connect, create_subnet, create_vpc
from tests.server import ACCOUNT_ID, Server, refused

LOGS = "entrance-logs"
DELIVERY = {
    "Effect": "Allow",
    "Principal": {"Service": "logdelivery.elasticloadbalancing.amazonaws.com"},
    "Action": "s3:PutObject",
    "Resource": f"arn:aws:s3:::{LOGS}/AWSLogs/{ACCOUNT_ID}/*",
}


def set_attributes(server: Server, arn: str, **attributes: str) -> None:
    listed = [{"Key": key.replace("__", "."), "Value": value} for key, value in attributes.items()]
    server.client("elbv2").modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=listed)


def turn_logs_on(server: Server, arn: str) -> None:
    set_attributes(server, arn, access_logs__s3__enabled="true", access_logs__s3__bucket=LOGS)


@contextmanager
def log_bucket(server: Server, *statements: Any) -> Iterator[Any]:
    s3 = server.client("s3")
    s3.create_bucket(Bucket=LOGS)
    if statements:
        policy = {"Version": "2012-10-17", "Statement": list(statements)}
        s3.put_bucket_policy(Bucket=LOGS, Policy=json.dumps(policy))
    yield s3
    s3.delete_bucket(Bucket=LOGS)


def test_plain_moto_asks_nobody(plain_moto: Server) -> None:
    elb = plain_moto.client("elbv2")
    elb.create_load_balancer(Name="unconnected", Subnets=[create_subnet(plain_moto, create_vpc(plain_moto))])
    with create_entrance(plain_moto, "asks-nobody") as entrance:
        turn_logs_on(plain_moto, entrance.load_balancer_arn)
        set_attributes(plain_moto, entrance.load_balancer_arn, idle_timeout__timeout_seconds="0")
        set_attributes(plain_moto, entrance.load_balancer_arn, deletion_protection__enabled="true")


def test_refuses_a_public_load_balancer_without_an_internet_gateway(emulator: Server) -> None:
    elb, vpc_id = emulator.client("elbv2"), create_vpc(emulator)
    subnet_id = create_subnet(emulator, vpc_id)
    with refused("InvalidSubnet", "no internet gateway"):
        elb.create_load_balancer(Name="public", Subnets=[subnet_id])
    connect(emulator, vpc_id)
    arn = elb.create_load_balancer(Name="public", Subnets=[subnet_id])["LoadBalancers"][0]["LoadBalancerArn"]
    elb.delete_load_balancer(LoadBalancerArn=arn)


def test_refuses_an_unknown_tls_policy(emulator: Server) -> None:
    with create_entrance(emulator, "tls") as entrance, refused("SSLPolicyNotFound"):
        emulator.client("elbv2").create_listener(
            LoadBalancerArn=entrance.load_balancer_arn,
            Protocol="HTTPS",
            Port=443,
            SslPolicy="ELBSecurityPolicy-None",
            Certificates=[{"CertificateArn": "arn:aws:acm:us-east-1:210987654321:certificate/none"}],
            DefaultActions=forward(entrance.target_group_arn),
        )


@pytest.mark.parametrize("seconds", ["0", "4001"])
def test_refuses_an_impossible_timeout(emulator: Server, seconds: str) -> None:
    with create_entrance(emulator, "timeouts") as entrance:
        set_attributes(emulator, entrance.load_balancer_arn, idle_timeout__timeout_seconds="4000")
        with refused("ValidationError"):
            set_attributes(emulator, entrance.load_balancer_arn, idle_timeout__timeout_seconds=seconds)


def test_refuses_a_log_bucket_that_does_not_take_the_test_object(emulator: Server) -> None:
    only_ours = DELIVERY | {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:elasticloadbalancing:*"}}}
    elsewhere = DELIVERY | {"Resource": f"arn:aws:s3:::{LOGS}/AWSLogs/999999999999/*"}
    with create_entrance(emulator, "logging") as entrance:
        with refused("InvalidConfigurationRequest"):
            turn_logs_on(emulator, entrance.load_balancer_arn)
        for wrong in ((), (only_ours,), (elsewhere,), (DELIVERY, DELIVERY | {"Effect": "Deny"})):
            with log_bucket(emulator, *wrong), refused("InvalidConfigurationRequest", "Access Denied"):
                turn_logs_on(emulator, entrance.load_balancer_arn)
        with log_bucket(emulator, DELIVERY) as s3:
            rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
            s3.put_bucket_encryption(Bucket=LOGS, ServerSideEncryptionConfiguration={"Rules": [rule]})
            with refused("InvalidConfigurationRequest", "Access Denied"):
                turn_logs_on(emulator, entrance.load_balancer_arn)
            s3.delete_bucket_encryption(Bucket=LOGS)
            turn_logs_on(emulator, entrance.load_balancer_arn)


def test_refuses_to_delete_what_is_protected(emulator: Server) -> None:
    with create_entrance(emulator, "protected") as entrance:
        set_attributes(emulator, entrance.load_balancer_arn, deletion_protection__enabled="true")
        with refused("OperationNotPermitted"):
            emulator.client("elbv2").delete_load_balancer(LoadBalancerArn=entrance.load_balancer_arn)
        set_attributes(emulator, entrance.load_balancer_arn, deletion_protection__enabled="false")
