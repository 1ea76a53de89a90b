"""Secrets Manager: Service Authorization Reference, "AWS Secrets Manager"; API reference, CreateSecret, "Required
permissions" (tags take `TagResource`).
"""

from collections.abc import Iterable

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Facts, Resource
from slipway_emulator.authorization.rules import Service, anywhere, each, makes, named, on, own_tag_facts
from slipway_emulator.authorization.tags import tags_in


def _known(request: ApiRequest, secret_id: str) -> Resource:
    secret = request.moto("secretsmanager").secrets.get(secret_id)
    if secret is None:
        return Resource(secret_id if secret_id.startswith("arn:") else request.arn(f"secret:{secret_id}"))
    tags = tags_in(secret.tags)
    return Resource(secret.arn, tags, own_tag_facts("secretsmanager", tags))


def _new_secret(request: ApiRequest) -> Iterable[Resource]:
    parameters = {"secretsmanager:Name": "Name", "secretsmanager:KmsKeyId": "KmsKeyId"}
    facts: Facts = {key: request.parameters[name] for key, name in parameters.items() if name in request.parameters}
    yield Resource(request.arn(f"secret:{request.parameters['Name']}"), {}, facts)


SERVICE = Service(
    "secretsmanager",
    {
        "ListSecrets": anywhere,
        "CreateSecret": makes(_new_secret, "secretsmanager:TagResource"),
        **each(
            "DeleteResourcePolicy DeleteSecret DescribeSecret GetResourcePolicy GetSecretValue ListSecretVersionIds"
            " PutResourcePolicy PutSecretValue RestoreSecret TagResource UntagResource UpdateSecret"
            " UpdateSecretVersionStage",
            on(named(_known, "SecretId")),
        ),
    },
)
