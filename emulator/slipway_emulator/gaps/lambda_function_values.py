"""Lambda: what a function says.

Missing in moto: it takes any runtime, size, time and amount of variables, any role that is there, and forgets
dead-letter queue and logging, in updates also tracing. AWS refuses a role that Lambda may not assume, or that may not
send to the queue (API reference, CreateFunction and UpdateFunctionConfiguration; developer guide, "Lambda quotas").
"""

import json
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from typing import Any

from moto.awslambda.exceptions import InvalidParameterValueException, LambdaClientError
from moto.awslambda.models import LambdaBackend, LambdaFunction
from moto.iam.models import iam_backends
from moto.utilities.utils import get_partition

from slipway_emulator.gaps.extend import extend_method, look_first

RUNTIMES = (
    *("nodejs20.x", "nodejs22.x", "python3.9", "python3.10", "python3.11", "python3.12", "python3.13"),
    *("java8.al2", "java11", "java17", "java21", "dotnet8", "ruby3.2", "ruby3.3", "ruby3.4"),
    *("provided.al2", "provided.al2023"),
)
LIMITS = {"MemorySize": (128, 10240), "Timeout": (1, 900)}
LONGEST_VARIABLES = 4096
PRINCIPAL = "lambda.amazonaws.com"
KEPT = ("DeadLetterConfig", "LoggingConfig", "TracingConfig")


def close() -> None:
    """Look at a function before it is kept, and keep all of it."""
    look_first(LambdaBackend, "create_function", _refusing_new)
    look_first(LambdaBackend, "update_function_configuration", _refusing_update)
    extend_method(LambdaFunction, "__init__", _init)
    extend_method(LambdaFunction, "get_configuration", _get_configuration)
    extend_method(LambdaFunction, "update_configuration", _update_configuration)


def _refusing_new(backend: LambdaBackend, spec: dict[str, Any]) -> None:
    _refuse(backend, spec)


def _refusing_update(backend: LambdaBackend, function_name: str, qualifier: str, body: dict[str, Any]) -> None:
    function = backend.get_function(function_name, qualifier)
    _refuse(backend, {"Role": function.role, **_kept(function), **body})


def _refuse(backend: LambdaBackend, spec: dict[str, Any]) -> None:
    for name, (least, most) in LIMITS.items():
        value = spec.get(name)
        if value is not None and not least <= value <= most:
            raise LambdaClientError("ValidationException", f"'{value}' at '{name}' is not between {least} and {most}")
    if spec.get("Runtime", RUNTIMES[0]) not in RUNTIMES:
        raise InvalidParameterValueException(f"Value {spec['Runtime']} at 'runtime' failed to satisfy constraint")
    variables = spec.get("Environment", {}).get("Variables", {})
    if len(json.dumps(variables, separators=(",", ":"))) > LONGEST_VARIABLES:
        raise InvalidParameterValueException(
            "Lambda was unable to configure your environment variables because the environment variables you have"
            f" provided exceeded the {LONGEST_VARIABLES // 1024}KB limit."
        )
    _refuse_role(backend, spec["Role"], spec.get("DeadLetterConfig", {}).get("TargetArn"))


def _refuse_role(backend: LambdaBackend, arn: str, queue_arn: str | None) -> None:
    roles = iam_backends[backend.account_id][get_partition(backend.region_name)].roles.values()
    role = next((role for role in roles if role.arn == arn), None)
    trust = _statements([role.assume_role_policy_document]) if role else ()
    if not any(PRINCIPAL in _texts(statement.get("Principal", {}).get("Service", [])) for statement in trust):
        raise InvalidParameterValueException("The role defined for the function cannot be assumed by Lambda.")
    if role and queue_arn and not any(_sends(each, queue_arn) for each in _statements(role.policies.values())):
        raise InvalidParameterValueException(
            "The provided execution role does not have permissions to call SendMessage on SQS"
        )


def _statements(policies: Iterable[str]) -> Iterable[dict[str, Any]]:
    return (
        statement
        for policy in policies
        for statement in json.loads(policy)["Statement"]
        if statement["Effect"] == "Allow"
    )


def _sends(statement: dict[str, Any], queue_arn: str) -> bool:
    actions, resources = (_texts(statement.get(name, [])) for name in ("Action", "Resource"))
    return any(fnmatchcase("sqs:SendMessage", action) for action in actions) and any(
        fnmatchcase(queue_arn, resource) for resource in resources
    )


def _texts(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _kept(function: LambdaFunction) -> dict[str, Any]:
    kept: dict[str, Any] = vars(function).setdefault("_slipway_kept", {})
    return kept


def _init(
    original: Callable[..., None],
    function: LambdaFunction,
    account_id: str,
    spec: dict[str, Any],
    *rest: Any,
    **named: Any,
) -> None:
    original(function, account_id, spec, *rest, **named)
    _kept(function).update({name: spec[name] for name in KEPT if name in spec})


def _get_configuration(
    original: Callable[..., dict[str, Any]], function: LambdaFunction, *rest: Any, **named: Any
) -> dict[str, Any]:
    logging = {"LogFormat": "Text", "LogGroup": f"/aws/lambda/{function.function_name}"}
    kept = _kept(function)
    return original(function, *rest, **named) | kept | {"LoggingConfig": logging | kept.get("LoggingConfig", {})}


def _update_configuration(
    original: Callable[..., dict[str, Any]], function: LambdaFunction, updates: dict[str, Any]
) -> dict[str, Any]:
    _kept(function).update({name: updates[name] for name in KEPT if name in updates})
    return original(function, updates)
