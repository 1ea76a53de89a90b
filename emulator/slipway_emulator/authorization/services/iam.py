"""IAM: Service Authorization Reference, "AWS Identity and Access Management (IAM)"."""

from collections.abc import Iterable
from typing import Any

from slipway_emulator.authorization.api_request import GLOBAL, ApiRequest
from slipway_emulator.authorization.call import Facts, Resource
from slipway_emulator.authorization.rules import (
    Resources,
    Service,
    anywhere,
    by_arn,
    each,
    makes,
    named,
    on,
    own_tag_facts,
)
from slipway_emulator.authorization.tags import tags_in


def role_arn(request: ApiRequest, path_and_name: str) -> str:
    """ARN of a role in the caller's account."""
    return f"arn:aws:iam::{request.account_id}:role/{path_and_name.removeprefix('/')}"


def role_named(request: ApiRequest, name: str) -> Any:
    """Moto's role, or none."""
    roles = request.moto("iam", GLOBAL).roles.values()
    return next((role for role in roles if role.name == name), None)


def existing_role(request: ApiRequest, name: str) -> Resource:
    """With its tags."""
    role = role_named(request, name)
    if role is None:
        return Resource(role_arn(request, name))
    tags = tags_in(role.tags)
    return Resource(role.arn, tags, own_tag_facts("iam", tags))


def _bounded(boundary: str | None) -> Facts:
    return {"iam:PermissionsBoundary": boundary} if boundary else {}


_roles = named(existing_role, "RoleName")


def _bounded_roles(request: ApiRequest) -> Iterable[Resource]:
    """The boundary is told where a role's policies change, and nowhere else."""
    for name in request.texts("RoleName"):
        role, known = existing_role(request, name), role_named(request, name)
        yield Resource(role.arn, role.tags, role.facts | _bounded(known and known.permissions_boundary_arn))


def _roles_with_policies(request: ApiRequest) -> Iterable[Resource]:
    for role in _bounded_roles(request):
        yield Resource(role.arn, role.tags, role.facts | {"iam:PolicyARN": request.parameters["PolicyArn"]})


def _roles_with_new_boundary(request: ApiRequest) -> Iterable[Resource]:
    for role in _roles(request):
        yield Resource(role.arn, role.tags, role.facts | _bounded(request.parameters["PermissionsBoundary"]))


def _new_role(request: ApiRequest) -> Iterable[Resource]:
    path = request.parameters.get("Path", "/")
    facts = _bounded(request.parameters.get("PermissionsBoundary"))
    yield Resource(role_arn(request, f"{path}{request.parameters['RoleName']}"), {}, facts)


def _new_profile(request: ApiRequest) -> Iterable[Resource]:
    for name in request.texts("InstanceProfileName"):
        yield Resource(f"arn:aws:iam::{request.account_id}:instance-profile/{name}")


def _profiles(request: ApiRequest) -> Iterable[Resource]:
    known = request.moto("iam", GLOBAL).instance_profiles.values()
    for new in _new_profile(request):
        tags = next((tags_in(profile.tags) for profile in known if profile.arn == new.arn), {})
        yield Resource(new.arn, tags, own_tag_facts("iam", tags))


def _new_policy(request: ApiRequest) -> Iterable[Resource]:
    path = request.parameters.get("Path", "/")
    yield Resource(f"arn:aws:iam::{request.account_id}:policy{path}{request.parameters['PolicyName']}")


def _policies(request: ApiRequest) -> Iterable[Resource]:
    policies = request.moto("iam", GLOBAL).managed_policies
    for arn in request.texts("PolicyArn"):
        yield Resource(arn, tags_in(list(policies[arn].tags.values())) if arn in policies else {})


def _new_provider(request: ApiRequest) -> Iterable[Resource]:
    host = request.parameters["Url"].removeprefix("https://")
    yield Resource(f"arn:aws:iam::{request.account_id}:oidc-provider/{host}")


def service_linked_role(service_name: str) -> Resources:
    """The role of an AWS service, which has one name."""
    names = {
        "ecs.amazonaws.com": "AWSServiceRoleForECS",
        "ecs.application-autoscaling.amazonaws.com": "AWSServiceRoleForApplicationAutoScaling_ECSService",
        "autoscaling.amazonaws.com": "AWSServiceRoleForAutoScaling",
        "elasticfilesystem.amazonaws.com": "AWSServiceRoleForAmazonElasticFileSystem",
        "elasticloadbalancing.amazonaws.com": "AWSServiceRoleForElasticLoadBalancing",
    }

    def resources(request: ApiRequest) -> Iterable[Resource]:
        arn = role_arn(request, f"aws-service-role/{service_name}/{names.get(service_name, '*')}")
        yield Resource(arn, {}, {"iam:AWSServiceName": service_name})

    return resources


SERVICE = Service(
    "iam",
    {
        **each("ListOpenIDConnectProviders ListPolicies ListRoles", anywhere),
        "CreateRole": makes(_new_role, "iam:TagRole"),
        **each("AttachRolePolicy DetachRolePolicy", on(_roles_with_policies)),
        "PutRolePermissionsBoundary": on(_roles_with_new_boundary),
        **each("DeleteRolePermissionsBoundary DeleteRolePolicy PutRolePolicy", on(_bounded_roles)),
        **each(
            "DeleteRole GetRole GetRolePolicy ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies"
            " ListRoleTags TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription",
            on(_roles),
        ),
        "CreatePolicy": makes(_new_policy, "iam:TagPolicy"),
        **each(
            "CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy GetPolicyVersion ListEntitiesForPolicy"
            " ListPolicyTags ListPolicyVersions SetDefaultPolicyVersion TagPolicy UntagPolicy",
            on(_policies),
        ),
        "CreateInstanceProfile": makes(_new_profile, "iam:TagInstanceProfile"),
        **each(
            "AddRoleToInstanceProfile DeleteInstanceProfile GetInstanceProfile ListInstanceProfileTags"
            " RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile",
            on(_profiles),
        ),
        "CreateOpenIDConnectProvider": makes(_new_provider, "iam:TagOpenIDConnectProvider"),
        **each(
            "AddClientIDToOpenIDConnectProvider DeleteOpenIDConnectProvider GetOpenIDConnectProvider"
            " RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider UntagOpenIDConnectProvider"
            " UpdateOpenIDConnectProviderThumbprint",
            on(by_arn("OpenIDConnectProviderArn")),
        ),
        "CreateServiceLinkedRole": lambda request: on(service_linked_role(request.parameters["AWSServiceName"]))(
            request
        ),
    },
)
