from typing import Any

from tests.gaps.elbv2_setup import create_entrance, create_rule, create_target_group, forward, path
from tests.server import Server, refused


def balancers(server: Server, target_group_arn: str) -> Any:
    answer = server.client("elbv2").describe_target_groups(TargetGroupArns=[target_group_arn])
    return answer["TargetGroups"][0]["LoadBalancerArns"]


def test_plain_moto_names_a_load_balancer_for_every_rule_there_was(plain_moto: Server) -> None:
    elb = plain_moto.client("elbv2")
    with create_entrance(plain_moto, "served") as entrance:
        elb.delete_rule(RuleArn=create_rule(plain_moto, entrance, 1, path("/a")))
        assert balancers(plain_moto, entrance.target_group_arn) == [entrance.load_balancer_arn] * 2


def test_names_each_load_balancer_once_and_as_long_as_a_rule_leads_to_the_group(emulator: Server) -> None:
    elb = emulator.client("elbv2")
    with create_entrance(emulator, "served") as entrance:
        served = [entrance.load_balancer_arn]
        admin = create_target_group(emulator, "admin", entrance.vpc_id)
        assert balancers(emulator, admin) == []
        rule = create_rule(emulator, entrance, 1, path("/a"))
        assert balancers(emulator, entrance.target_group_arn) == served
        elb.modify_rule(RuleArn=rule, Actions=forward(admin))
        assert balancers(emulator, admin) == served
        of_balancer = elb.describe_target_groups(LoadBalancerArn=entrance.load_balancer_arn)["TargetGroups"]
        assert {group["TargetGroupArn"] for group in of_balancer} == {admin, entrance.target_group_arn}
        with refused("ResourceInUse"):
            elb.delete_target_group(TargetGroupArn=admin)
        elb.delete_rule(RuleArn=rule)
        assert balancers(emulator, admin) == []
        elb.delete_target_group(TargetGroupArn=admin)
