from concurrent.futures import ThreadPoolExecutor

from tests.gaps.network_setup import create_security_group, create_vpc
from tests.server import Server

PARALLEL = 10


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
