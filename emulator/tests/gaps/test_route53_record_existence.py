from itertools import count

import pytest
from botocore.exceptions import ClientError

from tests.server import Server, refused

_numbers = count(1)


class Zone:
    """A zone with a record that comes after those of the tests."""

    def __init__(self, server: Server) -> None:
        self._client = server.client("route53")
        made = self._client.create_hosted_zone(Name="example.com", CallerReference=f"records-{next(_numbers)}")
        self._id = made["HostedZone"]["Id"]
        self.change(("CREATE", "_validation.www.example.com", "192.0.2.9"))

    def change(self, *changes: tuple[str, str, str]) -> None:
        batch = [
            {
                "Action": action,
                "ResourceRecordSet": {"Name": name, "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": value}]},
            }
            for action, name, value in changes
        ]
        self._client.change_resource_record_sets(HostedZoneId=self._id, ChangeBatch={"Changes": batch})

    def values(self, name: str) -> list[str]:
        records = self._client.list_resource_record_sets(HostedZoneId=self._id)["ResourceRecordSets"]
        return [
            value["Value"] for record in records if record["Name"] == f"{name}." for value in record["ResourceRecords"]
        ]


WWW = "www.example.com"


def test_plain_moto_refuses_what_was_deleted_and_makes_what_exists(plain_moto: Server) -> None:
    zone = Zone(plain_moto)
    zone.change(("CREATE", WWW, "192.0.2.1"))
    zone.change(("CREATE", WWW, "192.0.2.2"))
    assert zone.values(WWW) == ["192.0.2.1", "192.0.2.2"]
    other = Zone(plain_moto)
    other.change(("CREATE", WWW, "192.0.2.1"))
    other.change(("DELETE", WWW, "192.0.2.1"))
    with pytest.raises(ClientError, match="already exists"):
        other.change(("CREATE", WWW, "192.0.2.1"))


def test_makes_a_deleted_record_again(emulator: Server) -> None:
    zone = Zone(emulator)
    for _ in range(2):
        zone.change(("CREATE", WWW, "192.0.2.1"))
        assert zone.values(WWW) == ["192.0.2.1"]
        zone.change(("DELETE", WWW, "192.0.2.1"))
        assert zone.values(WWW) == []


def test_refuses_a_record_that_exists_whatever_its_values(emulator: Server) -> None:
    zone = Zone(emulator)
    zone.change(("CREATE", WWW, "192.0.2.1"))
    for value in ("192.0.2.1", "192.0.2.2"):
        with refused("InvalidChangeBatch"):
            zone.change(("CREATE", WWW, value))
    with refused("InvalidChangeBatch"):
        zone.change(("CREATE", "new.example.com", "192.0.2.1"), ("CREATE", "new.example.com", "192.0.2.1"))
    assert zone.values(WWW) == ["192.0.2.1"]


def test_reads_back_a_record_that_one_batch_replaces(emulator: Server) -> None:
    zone = Zone(emulator)
    zone.change(("CREATE", WWW, "192.0.2.1"))
    zone.change(("DELETE", WWW, "192.0.2.1"), ("CREATE", WWW, "192.0.2.2"))
    assert zone.values(WWW) == ["192.0.2.2"]
    zone.change(("UPSERT", WWW, "192.0.2.3"))
    assert zone.values(WWW) == ["192.0.2.3"]
