import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from slipway_emulator import calls
from slipway_emulator.calls import Calls
from tests.server import Server, refused, running_server


def last(server: Server, count: int) -> Any:
    with urlopen(f"{server.endpoint}/slipway/calls?last={count}") as response:
        return json.load(response)


def described(server: Server, count: int) -> list[tuple[str, str, int]]:
    return [(call["service"], call["action"], call["status"]) for call in last(server, count)]


def test_names_the_calls_of_every_protocol_the_latest_first() -> None:
    with running_server() as server:
        assert last(server, 5) == []
        server.client("ec2").describe_vpcs()
        server.client("sqs").create_queue(QueueName="tasks")
        with refused("ResourceNotFoundException"):
            server.client("scheduler").get_schedule(Name="none")
        server.client("cloudwatch").describe_alarms()
        assert described(server, 3) == [
            ("monitoring", "DescribeAlarms", 200),
            ("scheduler", "GET /schedules/none", 404),
            ("sqs", "CreateQueue", 200),
        ]
        assert described(server, 9)[3:] == [("ec2", "DescribeVpcs", 200)]


def test_lists_neither_itself_nor_the_inventory() -> None:
    with running_server() as server:
        server.inventory()
        last(server, 1)
        assert last(server, 9) == []


def test_says_how_long_ago_each_was() -> None:
    seconds = 100.0
    kept = Calls(clock=lambda: seconds)
    kept.keep(Request(EnvironBuilder("/").get_environ()), b"", 200)
    seconds = 163.21
    assert kept.last(1) == [{"service": "localhost", "action": "GET /", "status": 200, "secondsAgo": 63.2}]


def test_keeps_the_latest_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "KEPT_CALLS", 2)
    kept = Calls()
    for path in ("/a", "/b", "/c"):
        kept.keep(Request(EnvironBuilder(path).get_environ()), b"", 200)
    assert [call["action"] for call in kept.last(9)] == ["GET /c", "GET /b"]


@pytest.mark.parametrize("query", ["", "?last=", "?last=all", "?last=-1"])
def test_asks_for_a_number(emulator: Server, query: str) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{emulator.endpoint}/slipway/calls{query}")
    assert caught.value.code == 400
