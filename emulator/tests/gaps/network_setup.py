"""Small networks for tests."""

from itertools import count

from tests.server import Server

_numbers = count(1)


def create_vpc(server: Server) -> str:
    """A VPC without subnets, by id."""
    vpc_id: str = server.client("ec2").create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    return vpc_id


def create_subnet(server: Server, vpc_id: str, block: str = "10.1.0.0/24") -> str:
    """A subnet, by id."""
    subnet_id: str = server.client("ec2").create_subnet(VpcId=vpc_id, CidrBlock=block)["Subnet"]["SubnetId"]
    return subnet_id


def connect(server: Server, vpc_id: str) -> str:
    """An internet gateway of the VPC, by id."""
    ec2 = server.client("ec2")
    gateway_id: str = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway_id, VpcId=vpc_id)
    return gateway_id


def disconnect(server: Server, vpc_id: str, gateway_id: str) -> None:
    """Take the internet gateway away."""
    ec2 = server.client("ec2")
    ec2.detach_internet_gateway(InternetGatewayId=gateway_id, VpcId=vpc_id)
    ec2.delete_internet_gateway(InternetGatewayId=gateway_id)


def create_security_group(server: Server, vpc_id: str) -> str:
    """A security group of a name of its own, by id."""
    group_id: str = server.client("ec2").create_security_group(
        GroupName=f"group-{next(_numbers)}", Description="of a test", VpcId=vpc_id
    )["GroupId"]
    return group_id
