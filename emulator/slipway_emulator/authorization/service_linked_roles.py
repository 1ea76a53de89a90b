"""Roles of AWS's own services, which the first use of a service in an account makes."""

import json

from slipway_emulator.authorization.api_request import GLOBAL, ApiRequest
from slipway_emulator.authorization.in_the_callers_name import missing_service_linked_role

SECONDS_OF_SESSION = "3600"


def make_missing_role(request: ApiRequest) -> None:
    """That the request had AWS make."""
    role = missing_service_linked_role(request)
    if role is None:
        return
    service = str(role.facts["iam:AWSServiceName"])
    path, _, name = role.arn.partition(":role")[2].rpartition("/")
    trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
    request.moto("iam", GLOBAL).create_role(
        role_name=name,
        assume_role_policy_document=json.dumps({"Version": "2012-10-17", "Statement": [trust]}),
        path=f"{path}/",
        permissions_boundary=None,
        description="",
        tags=[],
        max_session_duration=SECONDS_OF_SESSION,
        linked_service=service,
    )
