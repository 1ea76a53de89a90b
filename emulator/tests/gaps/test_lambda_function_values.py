import io
import json
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest

from tests.gaps.scheduler_setup import create_role
from tests.server import ACCOUNT_ID, REGION, Server, refused

QUEUE = f"arn:aws:sqs:{REGION}:{ACCOUNT_ID}:failures"


@pytest.fixture(scope="module")
def role_arn(emulator: Server) -> Iterator[str]:
    with create_role(emulator, "function", "lambda.amazonaws.com") as arn:
        yield arn


def program(text: str) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("index.js", text)
    return buffer.getvalue()


def function(role_arn: str, **settings: Any) -> dict[str, Any]:
    """A request for one."""
    return {
        "FunctionName": "stops",
        "Role": role_arn,
        "Runtime": "nodejs22.x",
        "Handler": "index.handler",
        "Code": {"ZipFile": program("exports.handler = () => 1")},
        **settings,
    }


def test_plain_moto_takes_any_runtime_and_forgets_the_logging(plain_moto: Server) -> None:
    functions = plain_moto.client("lambda")
    with create_role(plain_moto, "of-tasks", "ecs-tasks.amazonaws.com") as arn:
        functions.create_function(**function(arn, Runtime="nodejs99.x", LoggingConfig={"LogGroup": "/other"}))
    kept = functions.get_function_configuration(FunctionName="stops")
    assert kept["Runtime"] == "nodejs99.x"
    assert "LoggingConfig" not in kept


def test_keeps_a_function_and_reads_back_an_update(emulator: Server, role_arn: str) -> None:
    functions = emulator.client("lambda")
    settings = {"LoggingConfig": {"LogFormat": "Text", "LogGroup": "/own"}, "Tags": {"Environment": "staging"}}
    arn = functions.create_function(**function(role_arn, **settings))["FunctionArn"]
    assert functions.get_function(FunctionName="stops")["Configuration"]["LoggingConfig"]["LogGroup"] == "/own"
    assert functions.get_function_code_signing_config(FunctionName="stops").get("CodeSigningConfigArn") is None
    assert [each["Version"] for each in functions.list_versions_by_function(FunctionName="stops")["Versions"]]
    before = functions.get_function_configuration(FunctionName="stops")["CodeSha256"]
    functions.update_function_code(FunctionName="stops", ZipFile=program("exports.handler = () => 2"))
    functions.update_function_configuration(FunctionName="stops", Timeout=60, TracingConfig={"Mode": "Active"})
    after = functions.get_function_configuration(FunctionName="stops")
    assert after["CodeSha256"] != before
    assert (after["Timeout"], after["TracingConfig"]["Mode"]) == (60, "Active")
    functions.tag_resource(Resource=arn, Tags={"Owner": "shop"})
    assert functions.list_tags(Resource=arn)["Tags"] == {"Environment": "staging", "Owner": "shop"}
    with refused("ResourceConflictException"):
        functions.create_function(**function(role_arn))
    functions.delete_function(FunctionName="stops")
    assert [entry for entry in emulator.inventory() if entry["service"] == "lambda"] == []


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"Runtime": "nodejs99.x"}, "InvalidParameterValueException"),
        ({"MemorySize": 20480}, "ValidationException"),
        ({"Timeout": 901}, "ValidationException"),
        ({"Environment": {"Variables": {"LONG": "x" * 4096}}}, "InvalidParameterValueException"),
        ({"DeadLetterConfig": {"TargetArn": QUEUE}}, "InvalidParameterValueException"),
    ],
    ids=str,
)
def test_refuses_a_function_that_cannot_be(emulator: Server, role_arn: str, wrong: dict[str, Any], code: str) -> None:
    functions = emulator.client("lambda")
    with refused(code):
        functions.create_function(**function(role_arn, **wrong))
    functions.create_function(**function(role_arn))
    with refused(code):
        functions.update_function_configuration(FunctionName="stops", **wrong)
    functions.delete_function(FunctionName="stops")


def test_refuses_a_role_that_lambda_may_not_assume(emulator: Server) -> None:
    functions = emulator.client("lambda")
    with (
        create_role(emulator, "of-tasks", "ecs-tasks.amazonaws.com") as other,
        refused("InvalidParameterValueException", "cannot be assumed"),
    ):
        functions.create_function(**function(other))
    with refused("InvalidParameterValueException", "cannot be assumed"):
        functions.create_function(**function(f"arn:aws:iam::{ACCOUNT_ID}:role/none"))


def test_keeps_what_a_role_may_send_its_failures_to(emulator: Server) -> None:
    functions, iam = emulator.client("lambda"), emulator.client("iam")
    allowed = {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": QUEUE}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    with create_role(emulator, "sender", "lambda.amazonaws.com") as arn:
        iam.put_role_policy(RoleName="sender", PolicyName="send", PolicyDocument=policy)
        functions.create_function(**function(arn, DeadLetterConfig={"TargetArn": QUEUE}))
        kept = functions.get_function_configuration(FunctionName="stops")
        assert kept["DeadLetterConfig"] == {"TargetArn": QUEUE}
        functions.delete_function(FunctionName="stops")
        iam.delete_role_policy(RoleName="sender", PolicyName="send")
