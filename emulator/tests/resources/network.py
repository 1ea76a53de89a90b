"""EC2 and load balancing."""

from tests.gaps.elbv2_setup import an_authority, authorities, create_trust_store
from tests.gaps.network_setup import connect, create_security_group, create_subnet, create_vpc, disconnect
from tests.resources.resource import Made
from tests.server import Server


def vpc(server: Server) -> Made:
    vpc_id = create_vpc(server)
    yield "VPC", vpc_id
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def subnet(server: Server) -> Made:
    vpc_id = create_vpc(server)
    subnet_id = create_subnet(server, vpc_id)
    yield "Subnet", subnet_id
    server.client("ec2").delete_subnet(SubnetId=subnet_id)
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def security_group(server: Server) -> Made:
    vpc_id = create_vpc(server)
    group_id = create_security_group(server, vpc_id)
    yield "SecurityGroup", group_id
    server.client("ec2").delete_security_group(GroupId=group_id)
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def elastic_address(server: Server) -> Made:
    allocation = server.client("ec2").allocate_address(Domain="vpc")["AllocationId"]
    yield "ElasticAddress", allocation
    server.client("ec2").release_address(AllocationId=allocation)


def flow_log(server: Server) -> Made:
    ec2, s3 = server.client("ec2"), server.client("s3")
    vpc_id = create_vpc(server)
    s3.create_bucket(Bucket="flow-logs")
    (log_id,) = ec2.create_flow_logs(
        ResourceIds=[vpc_id],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestinationType="s3",
        LogDestination="arn:aws:s3:::flow-logs",
    )["FlowLogIds"]
    yield "FlowLogs", log_id
    ec2.delete_flow_logs(FlowLogIds=[log_id])
    s3.delete_bucket(Bucket="flow-logs")
    ec2.delete_vpc(VpcId=vpc_id)


def trust_store(server: Server) -> Made:
    with authorities(server, "authorities", an_authority()) as bundle:
        arn = create_trust_store(server, "agents", bundle)
        yield "trust_stores", arn
        server.client("elbv2").delete_trust_store(TrustStoreArn=arn)


def load_balancer(server: Server) -> Made:
    ec2, elbv2 = server.client("ec2"), server.client("elbv2")
    vpc_id = create_vpc(server)
    gateway_id = connect(server, vpc_id)
    subnets = [create_subnet(server, vpc_id, block) for block in ("10.1.0.0/24", "10.1.1.0/24")]
    arn = elbv2.create_load_balancer(Name="entry", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
    yield "FakeLoadBalancer", arn
    elbv2.delete_load_balancer(LoadBalancerArn=arn)
    disconnect(server, vpc_id, gateway_id)
    for subnet_id in subnets:
        ec2.delete_subnet(SubnetId=subnet_id)
    ec2.delete_vpc(VpcId=vpc_id)


def target_group(server: Server) -> Made:
    elbv2 = server.client("elbv2")
    vpc_id = create_vpc(server)
    made = elbv2.create_target_group(Name="agent", Protocol="HTTP", Port=8080, VpcId=vpc_id, TargetType="ip")
    arn = made["TargetGroups"][0]["TargetGroupArn"]
    yield "FakeTargetGroup", arn
    elbv2.delete_target_group(TargetGroupArn=arn)
    server.client("ec2").delete_vpc(VpcId=vpc_id)


def nat_gateway(server: Server) -> Made:
    ec2 = server.client("ec2")
    vpc_id = create_vpc(server)
    gateway_id = connect(server, vpc_id)
    subnet_id = create_subnet(server, vpc_id)
    allocation = ec2.allocate_address(Domain="vpc")["AllocationId"]
    gateway = ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=allocation)["NatGateway"]["NatGatewayId"]
    yield "NatGateway", gateway
    ec2.delete_nat_gateway(NatGatewayId=gateway)
    ec2.release_address(AllocationId=allocation)
    disconnect(server, vpc_id, gateway_id)
    ec2.delete_subnet(SubnetId=subnet_id)
    ec2.delete_vpc(VpcId=vpc_id)
