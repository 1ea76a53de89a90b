"""EC2: description of a security group rule whose source is not an address range.

Wrong in moto: DescribeSecurityGroupRules gives the description of a rule with a CIDR only; for a rule that names a
security group or a prefix list it is missing. AWS keeps it for every rule.
"""

from collections.abc import Callable
from typing import Any

from moto.ec2.models.security_groups import SecurityGroupRule

from slipway_emulator.gaps.extend import extend_method


def close() -> None:
    """Read the description from whichever source the rule has."""
    extend_method(SecurityGroupRule, "__init__", _init)
    setattr(SecurityGroupRule, "description", property(_description))


def _init(original: Callable[..., None], rule: SecurityGroupRule, *args: Any, **kwargs: Any) -> None:
    original(rule, *args, **kwargs)
    prefix_list = kwargs.get("prefix_list_id") or {}
    rule.__dict__["prefix_list_description"] = prefix_list.get("Description")


def _description(rule: SecurityGroupRule) -> str | None:
    return (
        rule.ip_range.get("Description")
        or rule.source_group.get("Description")
        or rule.__dict__.get("prefix_list_description")
    )
