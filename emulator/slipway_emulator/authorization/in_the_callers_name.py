"""What AWS does in the name of who asks: calls that a request needs beside its own, each with its document.

Not here is what a service does by a role of its own: load balancers and tasks are registered by service-linked roles.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from slipway_emulator.authorization.api_request import GLOBAL, ApiRequest
from slipway_emulator.authorization.call import EVERYTHING, Call, Facts, Resource
from slipway_emulator.authorization.key_uses import KEY_USES
from slipway_emulator.authorization.rules import Calls, all_of, call_on, in_the_callers_name, nothing
from slipway_emulator.authorization.services.ec2 import existing
from slipway_emulator.authorization.services.iam import existing_role, role_arn, role_named, service_linked_role
from slipway_emulator.authorization.services.route53 import new_zone
from slipway_emulator.authorization.tags import tags_in


def _passes(service: str, *parameters: str) -> Calls:
    """IAM user guide, "Grant a user permissions to pass a role to an AWS service"."""

    def calls(request: ApiRequest) -> Iterable[Call]:
        for arn in request.texts(*parameters):
            yield _pass_role(request, service, arn)

    return calls


def _pass_role(request: ApiRequest, service: str, arn: str) -> Call:
    role = existing_role(request, arn.rpartition("/")[2])
    facts: Facts = {"iam:PassedToService": service}
    return in_the_callers_name(request, "iam:PassRole", Resource(arn, role.tags, role.facts), facts)


def _passes_target_role(request: ApiRequest) -> Iterable[Call]:
    yield _pass_role(request, "scheduler.amazonaws.com", request.parameters["Target"]["RoleArn"])


def _passes_roles_of_task(request: ApiRequest) -> Iterable[Call]:
    family, _, revision = str(request.parameters["taskDefinition"]).rpartition("/")[2].partition(":")
    revisions = request.moto("ecs").task_definitions.get(family, {})
    definition = revisions.get(int(revision) if revision else max(revisions, default=0))
    overrides = request.parameters.get("overrides", {})
    for name, attribute in (("taskRoleArn", "task_role_arn"), ("executionRoleArn", "execution_role_arn")):
        arn = overrides.get(name) or getattr(definition, attribute, None)
        if arn:
            yield _pass_role(request, "ecs-tasks.amazonaws.com", arn)


def _delivers_to_bucket(request: ApiRequest) -> Iterable[Call]:
    """VPC user guide, "Publish flow logs to Amazon S3": a delivery is made as the caller."""
    if request.parameters.get("LogDestinationType") == "s3":
        yield in_the_callers_name(request, "logs:CreateLogDelivery", EVERYTHING)


def _reads_certificate_authorities(request: ApiRequest) -> Iterable[Call]:
    """ELB user guide, "Configuring mutual TLS": the bundle is read as the caller."""
    bucket, key = (request.parameters.get(f"CaCertificatesBundleS3{name}") for name in ("Bucket", "Key"))
    if bucket is None:
        return
    is_versioned = bool(request.parameters.get("CaCertificatesBundleS3ObjectVersion"))
    action = "s3:GetObjectVersion" if is_versioned else "s3:GetObject"
    yield in_the_callers_name(request, action, Resource(f"arn:aws:s3:::{bucket}/{key}"))


def _scales_service(request: ApiRequest) -> Iterable[Call]:
    """Application Auto Scaling user guide, "Permissions validation for API calls on target resources": the caller needs
    the rights on the target service that scaling needs.
    """
    if request.parameters["ServiceNamespace"] == "ecs":
        _, cluster, name = request.parameters["ResourceId"].split("/")
        service = Resource(
            request.arn(f"service/{cluster}/{name}", "ecs"),
            {},
            {"ecs:cluster": request.arn(f"cluster/{cluster}", "ecs")},
        )
        for action in ("ecs:DescribeServices", "ecs:UpdateService"):
            yield in_the_callers_name(request, action, service)


def _has_alarms(*actions: str) -> Calls:
    """The same section, of CloudWatch: only target tracking has alarms made."""

    def calls(request: ApiRequest) -> Iterable[Call]:
        policies = request.moto("applicationautoscaling").policies.values()
        resource_id = request.parameters["ResourceId"]
        kept = [policy.policy_type for policy in policies if policy.policy_name == request.parameters["PolicyName"]]
        policy_type = request.parameters.get("PolicyType") or next(iter(kept), "")
        if policy_type == "TargetTrackingScaling":
            alarms = Resource(request.arn(f"alarm:TargetTracking-{resource_id}-*", "cloudwatch"))
            yield from (in_the_callers_name(request, f"cloudwatch:{action}", alarms) for action in actions)

    return calls


def _makes_private_zone(request: ApiRequest) -> Iterable[Call]:
    """Cloud Map developer guide, "AWS Cloud Map API permissions reference": the namespace's zone is the caller's."""
    new = new_zone(request.parameters["Vpc"], request.region)
    yield in_the_callers_name(request, "route53:CreateHostedZone", new)
    yield in_the_callers_name(request, "route53:GetHostedZone", Resource("arn:aws:route53:::hostedzone/*"))
    yield in_the_callers_name(request, "ec2:DescribeVpcs", EVERYTHING)


def _makes_interface(request: ApiRequest) -> Iterable[Call]:
    """EFS API reference, CreateMountTarget: it takes the rights to find the subnet and to make a network interface."""
    for action in ("DescribeNetworkInterfaces", "DescribeSubnets"):
        yield in_the_callers_name(request, f"ec2:{action}", EVERYTHING)
    groups = request.texts("SecurityGroups")
    names = [
        "network-interface/*",
        f"subnet/{request.parameters['SubnetId']}",
        *(f"security-group/{each}" for each in groups),
    ]
    for name in names:
        yield in_the_callers_name(request, "ec2:CreateNetworkInterface", Resource(request.arn(name, "ec2")))


def _removes_interface(request: ApiRequest) -> Iterable[Call]:
    """The same, DeleteMountTarget."""
    target = request.moto("efs").mount_targets_by_id.get(request.parameters["MountTargetId"])
    name = target.network_interface_id if target else "*"
    yield in_the_callers_name(
        request, "ec2:DeleteNetworkInterface", Resource(request.arn(f"network-interface/{name}", "ec2"))
    )


def _sees_vpc(request: ApiRequest) -> Iterable[Call]:
    """Route 53 developer guide, "Amazon Route 53 API permissions", the actions on private hosted zones."""
    if request.parameters.get("VPC"):
        yield in_the_callers_name(request, "ec2:DescribeVpcs", EVERYTHING)


def _removes_private_zone(request: ApiRequest) -> Iterable[Call]:
    namespace = request.moto("servicediscovery").namespaces.get(request.parameters["Id"].rpartition("/")[2])
    zone_id = getattr(namespace, "dns_properties", {}).get("HostedZoneId")
    if zone_id:
        yield in_the_callers_name(
            request, "route53:DeleteHostedZone", Resource(f"arn:aws:route53:::hostedzone/{zone_id}")
        )


def _puts_role_into_profile(request: ApiRequest) -> Iterable[Call]:
    """IAM user guide, "Use instance profiles": adding a role passes it to EC2."""
    yield _pass_role(request, "ec2.amazonaws.com", role_arn(request, request.parameters["RoleName"]))


def _launches(request: ApiRequest) -> Iterable[Call]:
    """EC2 Auto Scaling user guide, "Control Amazon EC2 launch template usage in Auto Scaling groups": whoever gives a
    group a launch template must be allowed to launch with it, to tag what it tags and to pass its role.
    """
    asked: Mapping[str, Any] = request.parameters.get("LaunchTemplate", {})
    template = request.moto("ec2").launch_templates.get(asked.get("LaunchTemplateId"))
    if template is None:
        return
    data = template.get_version(asked.get("Version") or "$Default").data
    kept = request.moto("autoscaling").autoscaling_groups.get(request.parameters["AutoScalingGroupName"])
    subnets = str(request.parameters.get("VPCZoneIdentifier") or getattr(kept, "vpc_zone_identifier", ""))
    interfaces = data.get("NetworkInterfaces", [])
    named = [template.id, *subnets.split(","), *(group for each in interfaces for group in each.get("Groups", []))]
    for resource_id in named:
        yield in_the_callers_name(request, "ec2:RunInstances", existing(request, resource_id))
    image = f"arn:aws:ec2:{request.region}::image/{data.get('ImageId')}"
    yield in_the_callers_name(request, "ec2:RunInstances", Resource(image))
    yield from _launched(request, data.get("TagSpecifications", []))
    for arn in data.get("IamInstanceProfile", {}).values():
        for profile in request.moto("iam", GLOBAL).instance_profiles.values():
            if arn in (profile.arn, profile.name):
                yield from (_pass_role(request, "ec2.amazonaws.com", role.arn) for role in profile.roles)


def _launched(request: ApiRequest, specifications: list[dict[str, Any]]) -> Iterable[Call]:
    """What comes to be, with the template's tags."""
    tags_of = {each["ResourceType"]: tags_in(each["Tags"]) for each in specifications}
    for resource_type in ("instance", "network-interface", "volume"):
        new = Resource(request.arn(f"{resource_type}/*", "ec2"))
        tags = tags_of.get(resource_type, {})
        yield call_on(request, new, "ec2:RunInstances", tags=tags, made_by="in the caller's name")
        if tags:
            facts: Facts = {"ec2:CreateAction": "RunInstances"}
            yield call_on(request, new, "ec2:CreateTags", tags=tags, facts=facts, made_by="in the caller's name")


SERVICE_LINKED: Mapping[tuple[str, str], str] = {
    # ECS developer guide, "Using service-linked roles for Amazon ECS".
    ("ecs", "CreateCluster"): "ecs.amazonaws.com",
    ("ecs", "CreateService"): "ecs.amazonaws.com",
    # EFS user guide, "Using service-linked roles for Amazon EFS".
    ("elasticfilesystem", "CreateMountTarget"): "elasticfilesystem.amazonaws.com",
    # ELB user guide, "Elastic Load Balancing service-linked role".
    ("elasticloadbalancing", "CreateLoadBalancer"): "elasticloadbalancing.amazonaws.com",
    ("elasticloadbalancing", "CreateTargetGroup"): "elasticloadbalancing.amazonaws.com",
    # EC2 Auto Scaling user guide, "Service-linked roles for Amazon EC2 Auto Scaling".
    ("autoscaling", "CreateAutoScalingGroup"): "autoscaling.amazonaws.com",
    # Application Auto Scaling user guide, "Service-linked roles".
    ("application-autoscaling", "RegisterScalableTarget"): "ecs.application-autoscaling.amazonaws.com",
}
"""Requests at which AWS makes a service's role, if the account has none."""


def missing_service_linked_role(request: ApiRequest) -> Resource | None:
    """That the request needs and has AWS make."""
    service = SERVICE_LINKED.get((request.service, request.operation))
    if service is None:
        return None
    role = next(iter(service_linked_role(service)(request)))
    return None if role_named(request, role.arn.rpartition("/")[2]) else role


def _makes_service_linked_role(request: ApiRequest) -> Iterable[Call]:
    role = missing_service_linked_role(request)
    if role is not None:
        yield in_the_callers_name(request, "iam:CreateServiceLinkedRole", role)


FURTHER: Mapping[tuple[str, str], Calls] = {
    ("application-autoscaling", "DeleteScalingPolicy"): _has_alarms("DeleteAlarms"),
    ("application-autoscaling", "PutScalingPolicy"): _has_alarms("DescribeAlarms", "PutMetricAlarm"),
    ("application-autoscaling", "RegisterScalableTarget"): _scales_service,
    ("autoscaling", "CreateAutoScalingGroup"): _launches,
    ("autoscaling", "UpdateAutoScalingGroup"): _launches,
    ("ec2", "CreateFlowLogs"): all_of(
        _passes("vpc-flow-logs.amazonaws.com", "DeliverLogsPermissionArn"), _delivers_to_bucket
    ),
    ("ecs", "RegisterTaskDefinition"): _passes("ecs-tasks.amazonaws.com", "taskRoleArn", "executionRoleArn"),
    ("ecs", "RunTask"): _passes_roles_of_task,
    ("elasticfilesystem", "CreateMountTarget"): _makes_interface,
    ("elasticfilesystem", "DeleteMountTarget"): _removes_interface,
    ("elasticloadbalancing", "CreateTrustStore"): _reads_certificate_authorities,
    ("elasticloadbalancing", "ModifyTrustStore"): _reads_certificate_authorities,
    ("iam", "AddRoleToInstanceProfile"): _puts_role_into_profile,
    ("lambda", "CreateFunction"): _passes("lambda.amazonaws.com", "Role"),
    ("lambda", "UpdateFunctionConfiguration"): _passes("lambda.amazonaws.com", "Role"),
    ("route53", "AssociateVPCWithHostedZone"): _sees_vpc,
    ("route53", "CreateHostedZone"): _sees_vpc,
    ("scheduler", "CreateSchedule"): _passes_target_role,
    ("scheduler", "UpdateSchedule"): _passes_target_role,
    ("servicediscovery", "CreatePrivateDnsNamespace"): _makes_private_zone,
    ("servicediscovery", "DeleteNamespace"): _removes_private_zone,
}


def calls_in_the_callers_name(request: ApiRequest) -> Iterable[Call]:
    """Judged after the request's own."""
    yield from _makes_service_linked_role(request)
    operation = (request.service, request.operation)
    yield from FURTHER.get(operation, nothing)(request)
    yield from KEY_USES.get(operation, nothing)(request)
