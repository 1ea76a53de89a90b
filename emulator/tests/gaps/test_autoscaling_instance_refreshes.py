from collections.abc import Iterator

import pytest
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError

from tests.gaps.hosts_setup import Hosts, place_for_hosts
from tests.server import Server, refused


@pytest.fixture
def hosts(emulator: Server) -> Iterator[Hosts]:
    with place_for_hosts(emulator) as place:
        yield place


def test_plain_moto_knows_no_refresh(plain_moto: Server) -> None:
    with pytest.raises((ClientError, ResponseParserError)):
        plain_moto.client("autoscaling").start_instance_refresh(AutoScalingGroupName="none")


def test_one_refresh_at_a_time_ends_when_it_is_looked_at(hosts: Hosts) -> None:
    autoscaling = hosts.server.client("autoscaling")
    with hosts.group(hosts.template()) as name:

        def statuses() -> list[str]:
            found = autoscaling.describe_instance_refreshes(AutoScalingGroupName=name)["InstanceRefreshes"]
            return [each["Status"] for each in found]

        whole = {"MinHealthyPercentage": 100}
        started = autoscaling.start_instance_refresh(AutoScalingGroupName=name, Preferences=whole)
        with refused("InstanceRefreshInProgress"):
            autoscaling.start_instance_refresh(AutoScalingGroupName=name)
        assert [statuses(), statuses(), statuses()] == [["Pending"], ["InProgress"], ["Successful"]]
        with refused("ActiveInstanceRefreshNotFound"):
            autoscaling.cancel_instance_refresh(AutoScalingGroupName=name)
        autoscaling.start_instance_refresh(AutoScalingGroupName=name)
        autoscaling.cancel_instance_refresh(AutoScalingGroupName=name)
        assert [statuses(), statuses()] == [["Cancelling", "Successful"], ["Cancelled", "Successful"]]
        [first] = autoscaling.describe_instance_refreshes(
            AutoScalingGroupName=name, InstanceRefreshIds=[started["InstanceRefreshId"]]
        )["InstanceRefreshes"]
        assert first["Preferences"] == whole


def test_refuses_a_group_that_is_not_there(emulator: Server) -> None:
    with refused("ValidationError"):
        emulator.client("autoscaling").start_instance_refresh(AutoScalingGroupName="none")
