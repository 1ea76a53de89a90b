"""EC2: description of a security group rule whose source is not an address range.

Wrong in moto: DescribeSecurityGroupRules gives the description of a rule with a CIDR only, and DescribeSecurityGroups
none for a prefix list. AWS keeps it for every rule, also for one that names a security group or a prefix list.
"""

import inspect
from collections.abc import Callable
from typing import Any

from moto.ec2.models.security_groups import GroupedSecurityRuleView, SecurityGroup, SecurityGroupRule

from slipway_emulator.gaps.extend import extend_method, replace_property

PREFIX_LIST_DESCRIPTION = "prefix_list_description"


def close() -> None:
    """Read the description from whichever source the rule has."""
    extend_method(SecurityGroupRule, "__init__", _init)
    extend_method(SecurityGroup, "_flattened_rules", _flattened_rules)
    replace_property(SecurityGroupRule, "description", _description)


def _init(original: Callable[..., None], rule: SecurityGroupRule, *args: Any, **kwargs: Any) -> None:
    original(rule, *args, **kwargs)
    prefix_list = inspect.signature(original).bind(rule, *args, **kwargs).arguments.get("prefix_list_id") or {}
    setattr(rule, PREFIX_LIST_DESCRIPTION, prefix_list.get("Description"))


def _description(rule: SecurityGroupRule) -> str | None:
    return (
        rule.ip_range.get("Description")
        or rule.source_group.get("Description")
        or getattr(rule, PREFIX_LIST_DESCRIPTION)
    )


def _flattened_rules(
    original: Callable[[SecurityGroup, list[SecurityGroupRule]], list[GroupedSecurityRuleView]],
    group: SecurityGroup,
    rules: list[SecurityGroupRule],
) -> list[GroupedSecurityRuleView]:
    views = original(group, rules)
    descriptions = {
        (rule.from_port, rule.to_port, rule.ip_protocol, rule.prefix_list_id): rule.description for rule in rules
    }
    for view in views:
        for source in view.prefix_list_ids:
            description = descriptions[view.from_port, view.to_port, view.ip_protocol, source["PrefixListId"]]
            if description:
                source["Description"] = description
    return views
