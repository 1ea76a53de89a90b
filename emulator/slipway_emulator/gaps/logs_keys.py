"""CloudWatch Logs: under which key a group is encrypted.

Missing in moto: CreateLogGroup takes a key that does not exist. AWS answers
InvalidParameterException (API Reference, CreateLogGroup: the key must exist and be enabled).
"""

from moto.logs.exceptions import InvalidParameterException
from moto.logs.responses import LogsResponse

from slipway_emulator.gaps.extend import look_first
from slipway_emulator.gaps.kms_lookup import is_usable


def close() -> None:
    """Look for the key first."""
    look_first(LogsResponse, "create_log_group", _with_key)


def _with_key(response: LogsResponse) -> None:
    key = response._get_param("kmsKeyId")
    if key and not is_usable(response.current_account, response.region, key):
        raise InvalidParameterException(
            msg=f"The specified KMS key does not exist or is not allowed to be used with arn {key}"
        )
