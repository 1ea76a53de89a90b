"""Secrets Manager: Service Authorization Reference, "AWS Secrets Manager"; API reference, CreateSecret, "Required
permissions" (tags take `TagResource`).
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Facts, Resource
from slipway_emulator.authorization.rules import Service, all_of, anywhere, each, on, tagging
from slipway_emulator.authorization.tags import tags_in


def _secrets(request: ApiRequest) -> Iterable[Resource]:
    for secret_id in request.texts("SecretId"):
        secret = request.moto("secretsmanager").secrets.get(secret_id)
        if secret is None:
            yield Resource(secret_id if secret_id.startswith("arn:") else request.arn(f"secret:{secret_id}"))
            continue
        tags = tags_in(secret.tags)
        facts: Facts = {f"secretsmanager:ResourceTag/{key}": value for key, value in tags.items()}
        yield Resource(secret.arn, tags, facts)


def _new_secret(request: ApiRequest) -> Iterable[Resource]:
    parameters = {"secretsmanager:Name": "Name", "secretsmanager:KmsKeyId": "KmsKeyId"}
    facts: Facts = {key: request.parameters[name] for key, name in parameters.items() if name in request.parameters}
    yield Resource(request.arn(f"secret:{request.parameters['Name']}"), {}, facts)


SERVICE = Service(
    "secretsmanager",
    "secretsmanager",
    "secretsmanager",
    {
        "ListSecrets": anywhere,
        "CreateSecret": all_of(on(_new_secret), tagging("secretsmanager:TagResource", _new_secret)),
        **each(
            "DeleteResourcePolicy DeleteSecret DescribeSecret GetResourcePolicy GetSecretValue ListSecretVersionIds"
            " PutResourcePolicy PutSecretValue RestoreSecret TagResource UntagResource UpdateSecret"
            " UpdateSecretVersionStage",
            on(_secrets),
        ),
    },
)
