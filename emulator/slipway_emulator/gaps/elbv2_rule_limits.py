"""ELB: what a listener and its rules may say.

Missing in moto: a rule may have any priority and any number of conditions and values, a port two listeners, and an
HTTPS listener no certificate. AWS allows priorities of 1 to 50000, five values a rule, one condition by host and one by
path, and refuses the rest.
"""

from typing import Any

from moto.elbv2.exceptions import DuplicateListenerError, ValidationError
from moto.elbv2.models import ELBv2Backend

from slipway_emulator.gaps.extend import look_first

Condition = dict[str, Any]

HIGHEST_PRIORITY = 50_000
MOST_VALUES = 5
ONCE_A_RULE = ("host-header", "path-pattern", "http-request-method", "source-ip")


def close() -> None:
    """Look at listeners and rules before they are kept."""
    look_first(ELBv2Backend, "create_listener", _create_listener)
    look_first(ELBv2Backend, "create_rule", _create_rule)
    look_first(ELBv2Backend, "modify_rule", _modify_rule)


def _create_listener(backend: ELBv2Backend, **request: Any) -> None:
    balancer = backend.load_balancers.get(request["load_balancer_arn"])
    listeners = balancer.listeners.values() if balancer else []
    if any(str(listener.port) == str(request["port"]) for listener in listeners):
        raise DuplicateListenerError
    if request["protocol"] == "HTTPS" and not request["certificate"]:
        raise ValidationError("A certificate must be specified for HTTPS listeners")


def _create_rule(backend: ELBv2Backend, **request: Any) -> None:
    if not 1 <= int(request["priority"]) <= HIGHEST_PRIORITY:
        raise ValidationError(f"Priority '{request['priority']}' must be between 1 and {HIGHEST_PRIORITY}")
    _refuse_wrong_conditions(request["conditions"])


def _modify_rule(backend: ELBv2Backend, **request: Any) -> None:
    _refuse_wrong_conditions(request.get("conditions") or [])


def _refuse_wrong_conditions(conditions: list[Condition]) -> None:
    fields = [condition["Field"] for condition in conditions]
    for field in ONCE_A_RULE:
        if fields.count(field) > 1:
            raise ValidationError(f"Rule condition '{field}' can be specified only once")
    if sum(_values(condition) for condition in conditions) > MOST_VALUES:
        raise ValidationError(f"A rule can only have '{MOST_VALUES}' condition values")


def _values(condition: Condition) -> int:
    """They stand in the condition itself, or in the part that is called as its field is."""
    parts = [condition, *(part for part in condition.values() if isinstance(part, dict))]
    return max(len(part.get("Values") or []) for part in parts)
