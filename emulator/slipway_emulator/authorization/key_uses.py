"""Uses of customers' KMS keys that services make in the name of who asks."""

from collections.abc import Iterable, Mapping

from slipway_emulator.authorization.api_request import ApiRequest
from slipway_emulator.authorization.call import Call, Facts
from slipway_emulator.authorization.rules import Calls, all_of, in_the_callers_name
from slipway_emulator.authorization.services.kms import existing_key

AWS_MANAGED_KEY = "alias/aws/"
"""Everybody in the account may use such a key by its service."""


def _uses(
    request: ApiRequest, key_id: str | None, service: str, actions: str, context: Mapping[str, str]
) -> Iterable[Call]:
    """Nothing where no key is named, since AWS's own is used then."""
    if not key_id:
        return
    key = existing_key(request, key_id)
    if any(alias.startswith(AWS_MANAGED_KEY) for alias in [key_id, *key.facts.get("kms:ResourceAliases", [])]):
        return
    facts: Facts = {
        "kms:ViaService": f"{service}.{request.region}.amazonaws.com",
        **{f"kms:EncryptionContext:{name}": value for name, value in context.items()},
    }
    for action in actions.split():
        yield in_the_callers_name(request, f"kms:{action}", key, facts)


def _validates_key(request: ApiRequest) -> Iterable[Call]:
    """Secrets Manager user guide, "Secret encryption and decryption": key and caller are tried when the key is set."""
    name = request.parameters.get("Name") or request.parameters["SecretId"]
    secret = request.moto("secretsmanager").secrets.get(name)
    context = {
        "SecretARN": secret.arn if secret else request.arn(f"secret:{name}-??????"),
        "SecretVersionId": "RequestToValidateKeyAccess",
    }
    key_id = request.parameters.get("KmsKeyId")
    yield from _uses(request, key_id, "secretsmanager", "GenerateDataKey Decrypt", context)


def _uses_secret_key(actions: str) -> Calls:
    """The same guide: a value is encrypted and decrypted as the caller."""

    def calls(request: ApiRequest) -> Iterable[Call]:
        secret = request.moto("secretsmanager").secrets.get(request.parameters["SecretId"])
        if secret is not None:
            context = {"SecretARN": secret.arn}
            yield from _uses(request, secret.kms_key_id, "secretsmanager", actions, context)

    return calls


def _writes_secret_value(request: ApiRequest) -> Iterable[Call]:
    if request.parameters.get("SecretString") or request.parameters.get("SecretBinary"):
        yield from _uses_secret_key("GenerateDataKey Decrypt")(request)


def _uses_parameter_key(request: ApiRequest) -> Iterable[Call]:
    """Systems Manager user guide, "How Parameter Store uses AWS KMS"."""
    if request.parameters.get("Type") == "SecureString":
        name = request.parameters["Name"]
        context = {"PARAMETER_ARN": request.arn(f"parameter/{name.removeprefix('/')}")}
        yield from _uses(request, request.parameters.get("KeyId"), "ssm", "Encrypt", context)


def _decrypts_parameters(request: ApiRequest) -> Iterable[Call]:
    if not request.parameters.get("WithDecryption"):
        return
    for name in request.texts("Name", "Names"):
        parameter = request.moto("ssm").get_parameter(name)
        key_id = getattr(parameter, "keyid", None) if getattr(parameter, "type", "") == "SecureString" else None
        context = {"PARAMETER_ARN": request.arn(f"parameter/{name.removeprefix('/')}")}
        yield from _uses(request, key_id, "ssm", "Decrypt", context)


def _uses_queue_key(actions: str) -> Calls:
    """SQS developer guide, "Key management": producers and consumers use the queue's key."""

    def calls(request: ApiRequest) -> Iterable[Call]:
        name = request.parameters["QueueUrl"].rpartition("/")[2]
        queue = request.moto("sqs").queues.get(name)
        key_id = getattr(queue, "kms_master_key_id", None)
        yield from _uses(request, key_id, "sqs", actions, {"aws:sqs:arn": request.arn(name)})

    return calls


def _uses_topic_key(request: ApiRequest) -> Iterable[Call]:
    """SNS developer guide, "Managing Amazon SNS encryption keys and costs": publishers use the topic's key."""
    arn = request.parameters.get("TopicArn", "")
    topic = request.moto("sns").topics.get(arn)
    key_id = getattr(topic, "kms_master_key_id", None) or None
    yield from _uses(request, key_id, "sns", "GenerateDataKey Decrypt", {"aws:sns:topicArn": arn})


def _grants_key_to_repository(request: ApiRequest) -> Iterable[Call]:
    """ECR user guide, "Encryption at rest": the creator makes the grants by which ECR uses the key."""
    key_id = request.parameters.get("encryptionConfiguration", {}).get("kmsKey")
    arn = request.arn(f"repository/{request.parameters['repositoryName']}")
    actions = "DescribeKey CreateGrant RetireGrant"
    yield from _uses(request, key_id, "ecr", actions, {"aws:ecr:arn": arn})


def _grants_key_to_file_system(request: ApiRequest) -> Iterable[Call]:
    """EFS user guide, "Using AWS KMS keys for Amazon EFS": required of a key, asked as who makes the file system."""
    actions = "DescribeKey GenerateDataKeyWithoutPlaintext Decrypt CreateGrant"
    yield from _uses(request, request.parameters.get("KmsKeyId"), "elasticfilesystem", actions, {})


KEY_USES: Mapping[tuple[str, str], Calls] = {
    ("ecr", "CreateRepository"): _grants_key_to_repository,
    ("elasticfilesystem", "CreateFileSystem"): _grants_key_to_file_system,
    ("secretsmanager", "CreateSecret"): _validates_key,
    ("secretsmanager", "GetSecretValue"): _uses_secret_key("Decrypt"),
    ("secretsmanager", "PutSecretValue"): _writes_secret_value,
    ("secretsmanager", "UpdateSecret"): all_of(_validates_key, _writes_secret_value),
    ("sns", "Publish"): _uses_topic_key,
    ("sqs", "ReceiveMessage"): _uses_queue_key("Decrypt"),
    ("sqs", "SendMessage"): _uses_queue_key("GenerateDataKey Decrypt"),
    ("ssm", "GetParameter"): _decrypts_parameters,
    ("ssm", "GetParameters"): _decrypts_parameters,
    ("ssm", "PutParameter"): _uses_parameter_key,
}
