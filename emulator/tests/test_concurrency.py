import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from werkzeug.test import Client

from slipway_emulator.server import Emulator
from tests.gaps.network_setup import create_security_group, create_vpc
from tests.server import ACCOUNT_ID, Server

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

PARALLEL = 10


def test_requests_take_turns() -> None:
    inside: list[str] = []
    most_inside = 0

    def slow_moto(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        nonlocal most_inside
        inside.append(environ["PATH_INFO"])
        most_inside = max(most_inside, len(inside))
        time.sleep(0.01)
        inside.pop()
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]

    client = Client(Emulator(slow_moto, ACCOUNT_ID))
    with ThreadPoolExecutor(PARALLEL) as pool:
        answers = pool.map(lambda number: client.post("/", data=str(number)).get_data(as_text=True), range(PARALLEL))
    assert list(answers) == [str(number) for number in range(PARALLEL)]
    assert most_inside == 1


def test_requests_at_once_lose_nothing(emulator: Server) -> None:
    """Ten clients, as Terraform sends them, change one security group, one topic's tags and the parameters."""
    ec2, sns, ssm = (emulator.client(service) for service in ("ec2", "sns", "ssm"))
    group = create_security_group(emulator, create_vpc(emulator))
    topic = sns.create_topic(Name="at-once")["TopicArn"]

    def change(number: int) -> None:
        source = {"CidrIp": f"10.9.{number}.0/24"}
        ec2.authorize_security_group_ingress(
            GroupId=group,
            IpPermissions=[{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [source]}],
        )
        sns.tag_resource(ResourceArn=topic, Tags=[{"Key": f"key-{number}", "Value": "v"}])
        ssm.put_parameter(Name=f"/at-once/{number}", Value="v", Type="String")

    numbers = range(4 * PARALLEL)
    with ThreadPoolExecutor(PARALLEL) as pool:
        list(pool.map(change, numbers))

    (described,) = ec2.describe_security_groups(GroupIds=[group])["SecurityGroups"]
    assert len(described["IpPermissions"][0]["IpRanges"]) == len(numbers)
    assert len(sns.list_tags_for_resource(ResourceArn=topic)["Tags"]) == len(numbers)
    pages = ssm.get_paginator("get_parameters_by_path").paginate(Path="/at-once")
    assert sum(len(page["Parameters"]) for page in pages) == len(numbers)
