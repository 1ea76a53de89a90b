"""SNS: attributes of a topic, and who may publish.

Missing in moto: CreateTopic and SetTopicAttributes keep any attribute, and any text as a policy or answer it with 500.
AWS answers InvalidParameter for an attribute that a topic does not have, and for a policy that is none (API Reference,
CreateTopic and SetTopicAttributes).
"""

import json
from typing import Any

from moto.sns.exceptions import SNSInvalidParameter
from moto.sns.responses import SNSResponse

from slipway_emulator.gaps.extend import look_first

FEEDBACK = tuple(
    f"{protocol}{feedback}"
    for protocol in ("Application", "Firehose", "HTTP", "Lambda", "SQS")
    for feedback in ("SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate", "FailureFeedbackRoleArn")
)
KNOWN = {
    "ArchivePolicy",
    "ContentBasedDeduplication",
    "DeliveryPolicy",
    "DisplayName",
    "FifoThroughputScope",
    "FifoTopic",
    "KmsMasterKeyId",
    "Policy",
    "SignatureVersion",
    "TracingConfig",
    *FEEDBACK,
}


def close() -> None:
    """Look at names and policy before they are kept."""
    look_first(SNSResponse, "create_topic", _create_topic)
    look_first(SNSResponse, "set_topic_attributes", _set_topic_attributes)


def _create_topic(response: SNSResponse) -> None:
    for name, value in (response._get_attributes() or {}).items():
        _refuse_wrong(name, value)


def _set_topic_attributes(response: SNSResponse) -> None:
    _refuse_wrong(response._get_param("AttributeName"), response._get_param("AttributeValue"))


def _refuse_wrong(name: str, value: Any) -> None:
    if name not in KNOWN:
        raise SNSInvalidParameter(f"Invalid parameter: AttributeName: {name}")
    if name == "Policy" and value and not _is_policy(value):
        raise SNSInvalidParameter("Invalid parameter: Policy Error: null")


def _is_policy(text: str) -> bool:
    try:
        parsed = json.loads(text)
    except ValueError:
        return False
    statements = parsed.get("Statement") if isinstance(parsed, dict) else None
    listed = statements if isinstance(statements, list) else [statements]
    return all(
        isinstance(each, dict) and {"Effect", "Principal", "Action", "Resource"} <= each.keys() for each in listed
    )
