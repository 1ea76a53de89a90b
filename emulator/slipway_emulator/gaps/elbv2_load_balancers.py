"""ELB: what a load balancer and its listeners ask of others.

Missing in moto: an internet-facing load balancer needs no internet gateway, any TLS policy and any idle timeout is
taken, access logs go to a bucket that is missing or closed, and deletion protection protects nothing. AWS answers
InvalidSubnet, SSLPolicyNotFound and ValidationError; writes a test object before it turns access logs on, and answers
InvalidConfigurationRequest where that fails (User Guide for Application Load Balancers, "Enable access logs":
the delivery service or the region's account may put AWSLogs/ACCOUNT/*, encrypted with S3's own keys alone); and answers
OperationNotPermitted (API Reference, DeleteLoadBalancer).
"""

from typing import Any

from moto.ec2.models import ec2_backends
from moto.elbv2.exceptions import ELBClientError, InvalidConfigurationRequest, ValidationError
from moto.elbv2.models import ELBv2Backend
from moto.elbv2.ssl_policies import SSL_POLICIES
from moto.s3.exceptions import MissingBucket
from moto.s3.models import FakeBucket, s3_backends

from slipway_emulator.gaps.ec2_internet_access import connected_vpcs
from slipway_emulator.gaps.extend import look_first
from slipway_emulator.gaps.s3_bucket_policy import lets_put

SECONDS_IDLE = range(1, 4001)
DELIVERY = "logdelivery.elasticloadbalancing.amazonaws.com"


def close() -> None:
    """Look at gateway, policy, bucket and protection first."""
    look_first(ELBv2Backend, "create_load_balancer", _create_load_balancer)
    look_first(ELBv2Backend, "modify_load_balancer_attributes", _modify_attributes)
    look_first(ELBv2Backend, "delete_load_balancer", _delete_load_balancer)
    look_first(ELBv2Backend, "create_listener", _create_listener)


def _create_load_balancer(backend: ELBv2Backend, **request: Any) -> None:
    subnet_ids = request["subnet_ids"] or [each["SubnetId"] for each in request.get("subnet_mappings") or []]
    ec2 = ec2_backends[backend.account_id][backend.region_name]
    vpc_ids = {subnet.vpc_id for subnet in ec2.describe_subnets(subnet_ids)} if subnet_ids else set()
    unconnected = vpc_ids - connected_vpcs(ec2)
    if request.get("scheme") != "internal" and unconnected:
        raise ELBClientError("InvalidSubnet", f"VPC {', '.join(unconnected)} has no internet gateway")


def _modify_attributes(backend: ELBv2Backend, arn: str, attrs: dict[str, str]) -> None:
    idle = attrs.get("idle_timeout.timeout_seconds", "60")
    if not idle.isdigit() or int(idle) not in SECONDS_IDLE:
        raise ValidationError(f"'idle_timeout.timeout_seconds' value '{idle}' must be between '1-4000' inclusive")
    balancer = backend.load_balancers.get(arn)
    wanted = {**(balancer.attrs if balancer else {}), **attrs}
    changes_logs = any(name.startswith("access_logs.") for name in attrs)
    if changes_logs and wanted.get("access_logs.s3.enabled") == "true":
        _write_test_object(backend, wanted["access_logs.s3.bucket"], wanted.get("access_logs.s3.prefix") or "")


def _write_test_object(backend: ELBv2Backend, bucket_name: str, prefix: str) -> None:
    try:
        bucket: FakeBucket = s3_backends[backend.account_id][backend.partition].get_bucket(bucket_name)
    except MissingBucket:
        raise InvalidConfigurationRequest(f"S3Bucket: {bucket_name} does not exist") from None
    key = f"{prefix.rstrip('/')}/AWSLogs/{backend.account_id}/ELBAccessLogTestFile".lstrip("/")
    if "aws:kms" in str(bucket.encryption) or not lets_put(bucket, DELIVERY, key):
        raise InvalidConfigurationRequest(f"Access Denied for bucket: {bucket_name}. Please check S3bucket permission")


def _delete_load_balancer(backend: ELBv2Backend, arn: str) -> None:
    balancer = backend.load_balancers.get(arn)
    if balancer is not None and balancer.attrs.get("deletion_protection.enabled") == "true":
        raise ELBClientError(
            "OperationNotPermitted",
            f"Load balancer '{arn}' cannot be deleted because deletion protection is enabled",
        )


def _create_listener(backend: ELBv2Backend, **request: Any) -> None:
    if request["ssl_policy"] not in SSL_POLICIES:
        raise ELBClientError("SSLPolicyNotFound", f"SSL policy '{request['ssl_policy']}' not found")
