"""EC2's network, and launch templates.

Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2": what a request makes is
authorized on `TYPE/*` with the tags in the request, and what it names on its own ARN with the tags that it bears.
"""

from collections.abc import Iterable
from typing import Any

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Call, Facts, Resource
from slipway_emulator.authorization.rules import Calls, Resources, Service, all_of, anywhere, call_on, each
from slipway_emulator.authorization.tags import tags_in

TYPES = {
    "acl": "network-acl",
    "eipalloc": "elastic-ip",
    "eni": "network-interface",
    "fl": "vpc-flow-log",
    "i": "instance",
    "igw": "internet-gateway",
    "lt": "launch-template",
    "nat": "natgateway",
    "pl": "prefix-list",
    "rtb": "route-table",
    "sg": "security-group",
    "sgr": "security-group-rule",
    "subnet": "subnet",
    "vpc": "vpc",
    "vpce": "vpc-endpoint",
}
"""Resource types by the beginning of their ids."""


def existing(request: ApiRequest, resource_id: str) -> Resource:
    """What is there under an id."""
    resource_type = TYPES[resource_id.partition("-")[0]]
    tags = request.moto("ec2").tags.get(resource_id, {})
    return Resource(request.arn(f"{resource_type}/{resource_id}", "ec2"), tags)


def named(*parameters: str) -> Resources:
    """What parameters name by id."""
    return lambda request: (existing(request, resource_id) for resource_id in request.texts(*parameters))


def on_existing(*resources: Resources) -> Calls:
    """The tags in a request are of what it makes, not of what it names."""

    def calls(request: ApiRequest) -> Iterable[Call]:
        for find in resources:
            yield from (call_on(request, resource, tags={}) for resource in find(request))

    return calls


def makes(resource_type: str) -> Calls:
    """A new thing, and the right to tag it: EC2 user guide, "Grant permission to tag resources during creation"."""

    def calls(request: ApiRequest) -> Iterable[Call]:
        new = Resource(request.arn(f"{resource_type}/*"))
        tags = _tags_for(request, resource_type)
        yield call_on(request, new, tags=tags)
        if tags:
            facts: Facts = {"ec2:CreateAction": request.operation}
            yield call_on(request, new, "ec2:CreateTags", tags=tags, facts=facts)

    return calls


def _template(request: ApiRequest) -> Iterable[Resource]:
    by_name = request.moto("ec2").launch_template_name_to_ids
    for template_id in (
        *request.texts("LaunchTemplateId"),
        *(by_name[name] for name in request.texts("LaunchTemplateName") if name in by_name),
    ):
        yield existing(request, template_id)


def adds_rules(request: ApiRequest) -> Iterable[Call]:
    """The reference: the right on rules is asked for only where the request has tags for them."""
    yield from on_existing(named("GroupId"))(request)
    if _tags_for(request, "security-group-rule"):
        yield from makes("security-group-rule")(request)


def _tags_for(request: ApiRequest, resource_type: str) -> dict[str, str]:
    specifications = request.parameters.get("TagSpecifications") or []
    return {
        key: value
        for specification in specifications
        if specification.get("ResourceType") == resource_type
        for key, value in tags_in(specification.get("Tags")).items()
    }


def _retagged(request: ApiRequest) -> Iterable[Call]:
    for resource_id in request.texts("Resources"):
        yield call_on(request, existing(request, resource_id))


def _modified_rules(request: ApiRequest) -> Iterable[Resource]:
    for rule in request.parameters["SecurityGroupRules"]:
        yield existing(request, rule["SecurityGroupRuleId"])


def _associated_route_table(request: ApiRequest) -> Iterable[Resource]:
    """With what it is associated with."""
    association = request.parameters.get("AssociationId")
    for table in request.moto("ec2").route_tables.values():
        if association in table.all_associations_ids:
            yield existing(request, table.id)
            target = table._associations.get(association)
            if target is not None:
                yield existing(request, target)


def _associated_address(request: ApiRequest) -> Iterable[Resource]:
    def is_meant(address: Any) -> bool:
        association = request.parameters.get("AssociationId")
        return bool(address.association_id == association if association else address.public_ip == public_ip)

    public_ip = request.parameters.get("PublicIp")
    for address in request.moto("ec2").addresses:
        if is_meant(address):
            yield existing(request, address.allocation_id)


SERVICE = Service(
    "ec2",
    {
        **each(
            "DescribeAccountAttributes DescribeAddresses DescribeAddressesAttribute DescribeAvailabilityZones"
            " DescribeFlowLogs DescribeImages DescribeInternetGateways DescribeLaunchTemplateVersions"
            " DescribeLaunchTemplates DescribeManagedPrefixLists DescribeNatGateways"
            " DescribeNetworkAcls DescribeNetworkInterfaces DescribePrefixLists DescribeRegions DescribeRouteTables"
            " DescribeSecurityGroupRules DescribeSecurityGroups DescribeSubnets DescribeTags"
            " DescribeVpcEndpoints DescribeVpcEndpointServices DescribeVpcs",
            anywhere,
        ),
        **each("CreateTags DeleteTags", _retagged),
        "AllocateAddress": makes("elastic-ip"),
        "AssociateRouteTable": on_existing(named("RouteTableId", "SubnetId", "GatewayId")),
        "AttachInternetGateway": on_existing(named("InternetGatewayId", "VpcId")),
        "AuthorizeSecurityGroupEgress": adds_rules,
        "AuthorizeSecurityGroupIngress": adds_rules,
        "CreateFlowLogs": all_of(makes("vpc-flow-log"), on_existing(named("ResourceIds"))),
        "CreateInternetGateway": makes("internet-gateway"),
        "CreateLaunchTemplate": makes("launch-template"),
        **each("CreateLaunchTemplateVersion DeleteLaunchTemplate ModifyLaunchTemplate", on_existing(_template)),
        "CreateNatGateway": all_of(makes("natgateway"), on_existing(named("SubnetId", "AllocationId"))),
        "CreateRoute": on_existing(named("RouteTableId")),
        "CreateRouteTable": all_of(makes("route-table"), on_existing(named("VpcId"))),
        "CreateSecurityGroup": all_of(makes("security-group"), on_existing(named("VpcId"))),
        "CreateSubnet": all_of(makes("subnet"), on_existing(named("VpcId"))),
        "CreateVpc": makes("vpc"),
        "CreateVpcEndpoint": all_of(
            makes("vpc-endpoint"), on_existing(named("VpcId", "RouteTableIds", "SubnetIds", "SecurityGroupIds"))
        ),
        "DeleteFlowLogs": on_existing(named("FlowLogIds")),
        "DeleteInternetGateway": on_existing(named("InternetGatewayId")),
        "DeleteNatGateway": on_existing(named("NatGatewayId")),
        "DeleteRoute": on_existing(named("RouteTableId")),
        "DeleteRouteTable": on_existing(named("RouteTableId")),
        "DeleteSecurityGroup": on_existing(named("GroupId")),
        "DeleteSubnet": on_existing(named("SubnetId")),
        "DeleteVpc": on_existing(named("VpcId")),
        "DeleteVpcEndpoints": on_existing(named("VpcEndpointIds")),
        "DetachInternetGateway": on_existing(named("InternetGatewayId", "VpcId")),
        "DisassociateAddress": on_existing(_associated_address),
        "DisassociateRouteTable": on_existing(_associated_route_table),
        # EC2 user guide, "Example policies to control access the Amazon EC2 API", "Work with security groups": the rule
        # counts beside its group in this operation alone.
        "ModifySecurityGroupRules": on_existing(named("GroupId"), _modified_rules),
        "ModifySubnetAttribute": on_existing(named("SubnetId")),
        **each("DescribeVpcAttribute ModifyVpcAttribute", on_existing(named("VpcId"))),
        "ModifyVpcEndpoint": on_existing(
            named(
                "VpcEndpointId",
                "AddRouteTableIds",
                "RemoveRouteTableIds",
                "AddSubnetIds",
                "RemoveSubnetIds",
                "AddSecurityGroupIds",
                "RemoveSecurityGroupIds",
            )
        ),
        "ReleaseAddress": on_existing(named("AllocationId")),
        "ReplaceRoute": on_existing(named("RouteTableId")),
        "ReplaceRouteTableAssociation": on_existing(named("RouteTableId"), _associated_route_table),
        **each(
            "RevokeSecurityGroupEgress RevokeSecurityGroupIngress UpdateSecurityGroupRuleDescriptionsEgress"
            " UpdateSecurityGroupRuleDescriptionsIngress",
            on_existing(named("GroupId")),
        ),
    },
)
