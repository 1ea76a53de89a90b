"""Elastic Load Balancing v2: Service Authorization Reference, "AWS Elastic Load Balancing V2"; what is made is tagged
by `AddTags`: user guide, "Grant permission to tag resources during creation".
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Resource
from slipway_emulator.authorization.rules import (
    Calls,
    Resources,
    Service,
    all_of,
    anywhere,
    each,
    named,
    new,
    on,
    own_tag_facts,
    tagging,
)
from slipway_emulator.authorization.tags import tags_if_found

TYPES = {"application": "app", "network": "net", "gateway": "gwy"}
"""Of load balancers, as their ARNs call them."""


def _known(request: ApiRequest, arn: str) -> Resource:
    tags = tags_if_found(lambda: request.moto("elbv2").tagging_service.get_tag_dict_for_resource(arn))
    return Resource(arn, tags, own_tag_facts("elasticloadbalancing", tags))


def _named(*parameters: str) -> Resources:
    return named(_known, *parameters)


def _new_load_balancer(request: ApiRequest) -> Iterable[Resource]:
    balancer_type = TYPES[request.parameters.get("Type", "application")]
    yield Resource(request.arn(f"loadbalancer/{balancer_type}/{request.parameters['Name']}/*"))


def _new_listener(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(request.parameters["LoadBalancerArn"].replace(":loadbalancer/", ":listener/") + "/*")


def _new_rule(request: ApiRequest) -> Iterable[Resource]:
    yield Resource(request.parameters["ListenerArn"].replace(":listener/", ":listener-rule/") + "/*")


def _rules_in_order(request: ApiRequest) -> Iterable[Resource]:
    for priority in request.parameters["RulePriorities"]:
        yield _known(request, priority["RuleArn"])


def _makes(made: Resources, within: Resources | None = None) -> Calls:
    """A new thing; a listener and a rule are made on what they become part of."""
    adds_tags = tagging("elasticloadbalancing:AddTags", made, "elasticloadbalancing:CreateAction")
    return all_of(on(within or made), adds_tags)


SERVICE = Service(
    "elasticloadbalancing",
    {
        **each(
            "DescribeAccountLimits DescribeCapacityReservation DescribeListenerAttributes DescribeListenerCertificates"
            " DescribeListeners DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeRules DescribeSSLPolicies"
            " DescribeTags DescribeTargetGroupAttributes DescribeTargetGroups DescribeTargetHealth"
            " DescribeTrustStoreAssociations DescribeTrustStores",
            anywhere,
        ),
        **each("AddTags RemoveTags", on(_named("ResourceArns"))),
        "CreateListener": _makes(_new_listener, within=_named("LoadBalancerArn")),
        "CreateLoadBalancer": _makes(_new_load_balancer),
        "CreateRule": _makes(_new_rule, within=_named("ListenerArn")),
        "CreateTargetGroup": _makes(new("targetgroup/{Name}/*")),
        "CreateTrustStore": _makes(new("truststore/{Name}/*")),
        **each(
            "AddListenerCertificates DeleteListener ModifyListener ModifyListenerAttributes RemoveListenerCertificates",
            on(_named("ListenerArn")),
        ),
        **each(
            "DeleteLoadBalancer ModifyCapacityReservation ModifyLoadBalancerAttributes SetIpAddressType"
            " SetSecurityGroups SetSubnets",
            on(_named("LoadBalancerArn")),
        ),
        **each("DeleteRule ModifyRule", on(_named("RuleArn"))),
        "SetRulePriorities": on(_rules_in_order),
        **each(
            "DeleteTargetGroup DeregisterTargets ModifyTargetGroup ModifyTargetGroupAttributes RegisterTargets",
            on(_named("TargetGroupArn")),
        ),
        **each("DeleteTrustStore ModifyTrustStore", on(_named("TrustStoreArn"))),
    },
    modelled_as="elbv2",
)
