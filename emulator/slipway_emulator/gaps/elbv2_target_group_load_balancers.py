"""ELB: which load balancers a target group serves.

Wrong in moto: LoadBalancerArns names a load balancer once for every rule that was ever made towards the group, also
after the rule is gone, and not at all where a rule came to the group in an update. AWS names each load balancer once,
as long as a rule or a default action leads to the group.
"""

from moto.elbv2.models import ELBv2Backend

from slipway_emulator.gaps.extend import look_first


def close() -> None:
    """Look at the rules there are."""
    look_first(ELBv2Backend, "describe_target_groups", _describe_target_groups)


def load_balancers_of(backend: ELBv2Backend, target_group_arn: str) -> list[str]:
    """By ARN; a listener's default action is its last rule."""
    return [
        balancer.arn
        for balancer in backend.load_balancers.values()
        if any(
            target_group_arn in backend._get_target_group_arns_from(action_data=action.data)
            for listener in balancer.listeners.values()
            for rule in listener.rules.values()
            for action in rule.actions
        )
    ]


def _describe_target_groups(
    backend: ELBv2Backend, load_balancer_arn: str | None, target_group_arns: list[str], names: list[str] | None
) -> None:
    for target_group in backend.target_groups.values():
        target_group.load_balancer_arns = load_balancers_of(backend, target_group.arn)
