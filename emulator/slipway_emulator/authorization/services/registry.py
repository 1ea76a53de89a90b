"""Every service that is carried."""

from collections.abc import Iterator

from slipway_emulator.authorization.rules import Service
from slipway_emulator.authorization.services import (
    acm,
    application_autoscaling,
    autoscaling,
    budgets,
    cloudwatch,
    ec2,
    ecr,
    ecs,
    elasticfilesystem,
    elasticloadbalancing,
    further,
    iam,
    kms,
    lambda_functions,
    logs,
    route53,
    s3,
    s3control,
    scheduler,
    secretsmanager,
    servicediscovery,
    sns,
    sqs,
    ssm,
)

SERVICES = (
    acm.SERVICE,
    application_autoscaling.SERVICE,
    autoscaling.SERVICE,
    budgets.SERVICE,
    cloudwatch.SERVICE,
    ec2.SERVICE,
    ecr.SERVICE,
    ecs.SERVICE,
    elasticfilesystem.SERVICE,
    elasticloadbalancing.SERVICE,
    further.SERVICE_QUOTAS,
    further.STS,
    further.TAGGING,
    iam.SERVICE,
    kms.SERVICE,
    lambda_functions.SERVICE,
    logs.SERVICE,
    route53.SERVICE,
    s3.SERVICE,
    s3control.SERVICE,
    scheduler.SERVICE,
    secretsmanager.SERVICE,
    servicediscovery.SERVICE,
    sns.SERVICE,
    sqs.SERVICE,
    ssm.SERVICE,
)

SERVICES_FOLDER = "emulator/slipway_emulator/authorization/services"
S3_CONTROL_PATH = "/v20180820/"
"""Two services are signed for alike."""


class NotCarriedError(Exception):
    """A request of which nothing is known: it is neither allowed nor refused."""


def service_signed_for(signing_name: str, path: str) -> Service:
    """By the name in a request's signature."""
    model = "s3control" if signing_name == "s3" and path.startswith(S3_CONTROL_PATH) else None
    for service in _signed_for(signing_name):
        if model in (None, service.model):
            return service
    raise NotCarriedError(f"nothing says what calls to {signing_name} are in IAM's terms; add it to {SERVICES_FOLDER}")


def _signed_for(signing_name: str) -> Iterator[Service]:
    return (service for service in SERVICES if service.signing_name == signing_name)
