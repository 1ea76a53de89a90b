from typing import Any

from tests.server import Server, refused


def create_zone(server: Server, name: str, **settings: Any) -> Any:
    return server.client("route53").create_hosted_zone(Name=name, CallerReference=name, **settings)


def reusable_sets(server: Server) -> list[str]:
    return [entry["Id"] for entry in server.client("route53").list_reusable_delegation_sets()["DelegationSets"]]


def test_plain_moto_makes_a_reusable_delegation_set_of_every_zone(plain_moto: Server) -> None:
    before = reusable_sets(plain_moto)
    create_zone(plain_moto, "plain.example.com")
    assert len(reusable_sets(plain_moto)) == len(before) + 1


def test_keeps_the_name_servers_in_the_zone_alone(emulator: Server) -> None:
    before = reusable_sets(emulator)
    zone = create_zone(emulator, "alone.example.com")
    assert len(zone["DelegationSet"]["NameServers"]) == 4
    assert reusable_sets(emulator) == before


def test_keeps_a_reusable_delegation_set_that_is_asked_for(emulator: Server) -> None:
    route53 = emulator.client("route53")
    made = route53.create_reusable_delegation_set(CallerReference="shared")["DelegationSet"]
    create_zone(emulator, "shared.example.com", DelegationSetId=made["Id"])
    assert made["Id"] in reusable_sets(emulator)
    route53.delete_reusable_delegation_set(Id=made["Id"])
    assert made["Id"] not in reusable_sets(emulator)


def test_refuses_an_unknown_zone(emulator: Server) -> None:
    with refused("NoSuchHostedZone"):
        emulator.client("route53").get_hosted_zone(Id="Z0123456789ABCDEF")
