from typing import Any

from tests.gaps.elbv2_setup import create_entrance
from tests.server import Server, refused

ADDRESS = {"TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}
NAME = {"TTL": 60, "ResourceRecords": [{"Value": "elsewhere.example.net"}]}


def create_zone(server: Server, name: str) -> str:
    zone_id: str = server.client("route53").create_hosted_zone(Name=name, CallerReference=name)["HostedZone"]["Id"]
    return zone_id


def change(server: Server, zone_id: str, name: str, kind: str, record: dict[str, Any], action: str = "CREATE") -> None:
    values = {"Name": name, "Type": kind, **record}
    server.client("route53").change_resource_record_sets(
        HostedZoneId=zone_id, ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": values}]}
    )


def alias(zone_id: str, target: str) -> dict[str, Any]:
    return {"AliasTarget": {"HostedZoneId": zone_id, "DNSName": target, "EvaluateTargetHealth": False}}


def test_plain_moto_lets_anything_stand_beside_anything(plain_moto: Server) -> None:
    zone_id = create_zone(plain_moto, "loose.example.com")
    change(plain_moto, zone_id, "app.loose.example.com", "A", ADDRESS)
    change(plain_moto, zone_id, "app.loose.example.com", "CNAME", NAME)
    change(plain_moto, zone_id, "loose.example.com", "CNAME", NAME)
    change(plain_moto, zone_id, "api.loose.example.com", "A", alias("Z1", "none-1.us-east-1.elb.amazonaws.com"))


def test_refuses_a_cname_beside_others_and_at_the_apex(emulator: Server) -> None:
    zone_id = create_zone(emulator, "strict.example.com")
    change(emulator, zone_id, "app.strict.example.com", "A", ADDRESS)
    with refused("InvalidChangeBatch", "conflicts"):
        change(emulator, zone_id, "app.strict.example.com", "CNAME", NAME)
    with refused("InvalidChangeBatch", "apex"):
        change(emulator, zone_id, "strict.example.com", "CNAME", NAME)
    change(emulator, zone_id, "app.strict.example.com", "A", ADDRESS, "DELETE")
    change(emulator, zone_id, "app.strict.example.com", "CNAME", NAME)
    with refused("InvalidChangeBatch", "conflicts"):
        change(emulator, zone_id, "app.strict.example.com", "AAAA", {"TTL": 60, "ResourceRecords": [{"Value": "::1"}]})


def test_refuses_an_alias_to_nothing(emulator: Server) -> None:
    zone_id = create_zone(emulator, "aliases.example.com")
    name = "app.aliases.example.com"
    with refused("InvalidChangeBatch", "alias"):
        change(emulator, zone_id, name, "A", alias("Z1", "none-1.us-east-1.elb.amazonaws.com"))
    with refused("InvalidChangeBatch", "alias"):
        change(emulator, zone_id, name, "A", alias(zone_id.split("/")[-1], "none.aliases.example.com"))
    with create_entrance(emulator, "aliased") as entrance:
        balancer = emulator.client("elbv2").describe_load_balancers(LoadBalancerArns=[entrance.load_balancer_arn])
        target = balancer["LoadBalancers"][0]
        with refused("InvalidChangeBatch", "alias"):
            change(emulator, zone_id, name, "A", alias("Z1", target["DNSName"]))
        right = alias(target["CanonicalHostedZoneId"], f"dualstack.{target['DNSName']}")
        change(emulator, zone_id, name, "A", right)
        change(emulator, zone_id, name, "A", right, "DELETE")
