"""IAM: Service Authorization Reference, "AWS Identity and Access Management (IAM)"."""

from collections.abc import Iterable
from typing import Any

from slipway_emulator.authorization.api_request import GLOBAL, ApiRequest
from slipway_emulator.authorization.call import Facts, Resource
from slipway_emulator.authorization.rules import Resources, Service, all_of, anywhere, each, on, tagging
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
    facts: Facts = {f"iam:ResourceTag/{key}": value for key, value in tags.items()}
    return Resource(role.arn, tags, facts)


def _bounded(boundary: str | None) -> Facts:
    return {"iam:PermissionsBoundary": boundary} if boundary else {}


def _roles(request: ApiRequest) -> Iterable[Resource]:
    for name in request.texts("RoleName"):
        yield existing_role(request, name)


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


def _providers(request: ApiRequest) -> Iterable[Resource]:
    for arn in request.texts("OpenIDConnectProviderArn"):
        yield Resource(arn)


def service_linked_role(service_name: str) -> Resources:
    """The role of an AWS service, which has one name."""
    names = {
        "ecs.amazonaws.com": "AWSServiceRoleForECS",
        "ecs.application-autoscaling.amazonaws.com": "AWSServiceRoleForApplicationAutoScaling_ECSService",
        "elasticloadbalancing.amazonaws.com": "AWSServiceRoleForElasticLoadBalancing",
    }

    def resources(request: ApiRequest) -> Iterable[Resource]:
        arn = role_arn(request, f"aws-service-role/{service_name}/{names.get(service_name, '*')}")
        yield Resource(arn, {}, {"iam:AWSServiceName": service_name})

    return resources


SERVICE = Service(
    "iam",
    "iam",
    "iam",
    {
        **each("ListOpenIDConnectProviders ListPolicies ListRoles", anywhere),
        "CreateRole": all_of(on(_new_role), tagging("iam:TagRole", _new_role)),
        **each("AttachRolePolicy DetachRolePolicy", on(_roles_with_policies)),
        "PutRolePermissionsBoundary": on(_roles_with_new_boundary),
        **each("DeleteRolePermissionsBoundary DeleteRolePolicy PutRolePolicy", on(_bounded_roles)),
        **each(
            "DeleteRole GetRole GetRolePolicy ListAttachedRolePolicies ListInstanceProfilesForRole ListRolePolicies"
            " ListRoleTags TagRole UntagRole UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription",
            on(_roles),
        ),
        "CreatePolicy": all_of(on(_new_policy), tagging("iam:TagPolicy", _new_policy)),
        **each(
            "CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy GetPolicyVersion ListEntitiesForPolicy"
            " ListPolicyTags ListPolicyVersions SetDefaultPolicyVersion TagPolicy UntagPolicy",
            on(_policies),
        ),
        "CreateOpenIDConnectProvider": all_of(
            on(_new_provider), tagging("iam:TagOpenIDConnectProvider", _new_provider)
        ),
        **each(
            "AddClientIDToOpenIDConnectProvider DeleteOpenIDConnectProvider GetOpenIDConnectProvider"
            " RemoveClientIDFromOpenIDConnectProvider TagOpenIDConnectProvider UntagOpenIDConnectProvider"
            " UpdateOpenIDConnectProviderThumbprint",
            on(_providers),
        ),
        "CreateServiceLinkedRole": lambda request: on(service_linked_role(request.parameters["AWSServiceName"]))(
            request
        ),
    },
)
