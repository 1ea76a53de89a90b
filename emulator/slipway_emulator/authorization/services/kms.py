"""KMS: Service Authorization Reference, "AWS Key Management Service"; aliases: KMS developer guide, "Controlling access
to aliases" (the right on the alias and on the key).
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Facts, Resource
from slipway_emulator.authorization.rules import Resources, Service, all_of, anywhere, each, named, new, on, tagging
from slipway_emulator.authorization.tags import tags_in


def existing_key(request: ApiRequest, key_id: str) -> Resource:
    """By id, ARN or alias, with its tags and aliases."""
    key = _key(request, key_id)
    if key is None:
        return Resource(key_id if key_id.startswith("arn:") else request.arn(f"key/{key_id}", "kms"))
    tags = tags_in(request.moto("kms").tagger.get_tag_dict_for_resource(key.id))
    facts: Facts = {"kms:CallerAccount": request.account_id}
    if key.aliases:
        facts["kms:ResourceAliases"] = sorted(key.aliases)
    return Resource(key.arn, tags, facts, key.policy)


def _key(request: ApiRequest, key_id: str) -> Any:
    name = key_id.rpartition(":")[2]
    keys = request.moto("kms").keys.values()
    return next((key for key in keys if name.removeprefix("key/") == key.id or name in key.aliases), None)


def _keys(*parameters: str) -> Resources:
    return named(existing_key, *parameters)


def _keys_in_context(request: ApiRequest) -> Iterable[Resource]:
    context = request.parameters.get("EncryptionContext") or {}
    facts: Facts = {f"kms:EncryptionContext:{key}": value for key, value in context.items()}
    for key in _keys("KeyId")(request):
        yield replace(key, facts=key.facts | facts)


_alias = new("{AliasName}")

SERVICE = Service(
    "kms",
    {
        **each("ListAliases ListKeys", anywhere),
        "CreateKey": all_of(anywhere, tagging("kms:TagResource", new("key/*"))),
        "CreateAlias": on(_alias, _keys("TargetKeyId")),
        "DeleteAlias": on(_alias, _keys("AliasName")),
        "UpdateAlias": on(_alias, _keys("AliasName", "TargetKeyId")),
        **each(
            "CancelKeyDeletion CreateGrant DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation"
            " GetKeyPolicy GetKeyRotationStatus ListGrants ListKeyPolicies ListResourceTags PutKeyPolicy RevokeGrant"
            " ScheduleKeyDeletion TagResource UntagResource UpdateKeyDescription",
            on(_keys("KeyId")),
        ),
        **each("Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext", on(_keys_in_context)),
    },
)
