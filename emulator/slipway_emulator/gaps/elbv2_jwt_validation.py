"""ELB: a rule that looks at a token.

Missing in moto: actions of the type `jwt-validation` are unknown. AWS takes them on HTTPS listeners alone, before the
action that answers, with a key set at an HTTPS address (User Guide for Application Load Balancers, "Verify JWTs using
an Application Load Balancer"; API Reference, JwtValidationActionConfig), and refuses the rest.
"""

from collections.abc import Callable
from typing import Any

from moto.elbv2.exceptions import InvalidLoadBalancerActionException, ValidationError
from moto.elbv2.models import ELBv2Backend, FakeAction

from slipway_emulator.gaps.extend import extend_method, look_first

Backend = ELBv2Backend
Action = dict[str, Any]
TYPE = "jwt-validation"
MOST_CLAIMS = 10


def close() -> None:
    """Look at such actions here, and at the others as before."""
    extend_method(Backend, "_validate_actions", _validate_actions)
    look_first(Backend, "create_listener", _create_listener)
    look_first(Backend, "create_rule", _create_rule)
    look_first(Backend, "modify_rule", _modify_rule)


def _validate_actions(
    original: Callable[[Backend, list[FakeAction]], None], backend: Backend, actions: list[FakeAction]
) -> None:
    original(backend, [action for action in actions if action.type != TYPE])


def _create_listener(backend: Backend, **request: Any) -> None:
    _refuse_wrong(request["actions"], request["protocol"])


def _create_rule(backend: Backend, **request: Any) -> None:
    (listener,) = backend.describe_listeners(None, [request["listener_arn"]])
    _refuse_wrong(request["actions"], listener.protocol)


def _modify_rule(backend: Backend, **request: Any) -> None:
    (rule,) = backend.describe_rules(None, [request["rule_arn"]])
    (listener,) = backend.describe_listeners(None, [rule.listener_arn])
    _refuse_wrong(request.get("actions") or [], listener.protocol)


def _refuse_wrong(actions: list[Action], protocol: str) -> None:
    tokens = [action for action in actions if action["Type"] == TYPE]
    if tokens and protocol != "HTTPS":
        raise InvalidLoadBalancerActionException(f"Actions of type '{TYPE}' are supported only on HTTPS listeners")
    if tokens and len(tokens) == len(actions):
        raise InvalidLoadBalancerActionException("An action that forwards, redirects or answers must come last")
    for config in (action.get("JwtValidationConfig") or {} for action in tokens):
        if not config.get("Issuer") or not str(config.get("JwksEndpoint")).startswith("https://"):
            raise ValidationError(f"'{TYPE}' needs an issuer and a JWKS endpoint that begins with https://")
        if len(config.get("AdditionalClaims") or []) > MOST_CLAIMS:
            raise ValidationError(f"'{TYPE}' can check at most {MOST_CLAIMS} additional claims")
