from typing import Any

from tests.gaps.network_setup import create_security_group, create_vpc
from tests.server import Server, refused


def description_of_rule(server: Server, source: dict[str, Any]) -> Any:
    ec2 = server.client("ec2")
    group = create_security_group(server, create_vpc(server))
    ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **source}]
    )
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
    (rule,) = [rule for rule in rules if not rule["IsEgress"]]
    return rule.get("Description")


def from_group(server: Server, description: str) -> dict[str, Any]:
    group = create_security_group(server, create_vpc(server))
    return {"UserIdGroupPairs": [{"GroupId": group, "Description": description}]}


def from_prefix_list(server: Server, description: str) -> dict[str, Any]:
    prefix_list = server.client("ec2").create_managed_prefix_list(
        PrefixListName="office", MaxEntries=1, AddressFamily="IPv4"
    )["PrefixList"]
    return {"PrefixListIds": [{"PrefixListId": prefix_list["PrefixListId"], "Description": description}]}


def test_plain_moto_forgets_the_description_of_a_rule_without_addresses(plain_moto: Server) -> None:
    assert description_of_rule(plain_moto, from_group(plain_moto, "tasks")) is None
    assert description_of_rule(plain_moto, from_prefix_list(plain_moto, "office")) is None


def test_keeps_the_description_whatever_the_source_is(emulator: Server) -> None:
    assert description_of_rule(emulator, from_group(emulator, "tasks")) == "tasks"
    assert description_of_rule(emulator, from_prefix_list(emulator, "office")) == "office"
    assert description_of_rule(emulator, {"IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "all"}]}) == "all"
    assert description_of_rule(emulator, {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}) is None


def test_keeps_the_description_of_a_prefix_list_in_its_group(emulator: Server) -> None:
    ec2 = emulator.client("ec2")
    group = create_security_group(emulator, create_vpc(emulator))
    permission = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **from_prefix_list(emulator, "office")}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])
    (described,) = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]
    assert described["IpPermissions"][0]["PrefixListIds"] == permission["PrefixListIds"]


def test_reads_back_a_changed_description(emulator: Server) -> None:
    ec2 = emulator.client("ec2")
    vpc = create_vpc(emulator)
    group, source = create_security_group(emulator, vpc), create_security_group(emulator, vpc)
    ports = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    pair = {"GroupId": source, "Description": "before"}
    (rule,) = ec2.authorize_security_group_ingress(
        GroupId=group, IpPermissions=[{**ports, "UserIdGroupPairs": [pair]}]
    )["SecurityGroupRules"]
    changed = {**ports, "ReferencedGroupId": source, "Description": "after"}
    ec2.modify_security_group_rules(
        GroupId=group,
        SecurityGroupRules=[{"SecurityGroupRuleId": rule["SecurityGroupRuleId"], "SecurityGroupRule": changed}],
    )
    (described,) = ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]])[
        "SecurityGroupRules"
    ]
    assert described["Description"] == "after"


def test_refuses_a_rule_of_an_unknown_group(emulator: Server) -> None:
    with refused("InvalidGroup.NotFound"):
        emulator.client("ec2").authorize_security_group_ingress(
            GroupId="sg-0123456789abcdef0",
            IpPermissions=[{"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
        )
