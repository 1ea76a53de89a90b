"""Secrets Manager: names and keys that cannot be had.

Wrong in moto: CreateSecret with the name of a secret that waits for its deletion is answered as if that one were still
there, and any key is taken. AWS answers InvalidRequestException while the name is held (User Guide, "Delete an AWS
Secrets Manager secret"), and for a key that it does not find in the account.
"""

import inspect
from collections.abc import Callable
from typing import Any

from moto.secretsmanager.exceptions import InvalidRequestException
from moto.secretsmanager.models import SecretsManagerBackend

from slipway_emulator.gaps.extend import extend_method
from slipway_emulator.gaps.kms_lookup import is_usable


def close() -> None:
    """Look for the name and the key first."""
    extend_method(SecretsManagerBackend, "create_secret", _create_secret)


def _create_secret(original: Callable[..., str], backend: SecretsManagerBackend, *args: Any, **kwargs: Any) -> str:
    request = inspect.signature(original).bind(backend, *args, **kwargs).arguments
    existing = backend.secrets.get(request["name"])
    if existing is not None and existing.is_deleted():
        raise InvalidRequestException(
            "You can't create this secret because a secret with this name is already scheduled for deletion."
        )
    key = request.get("kms_key_id")
    if key and not is_usable(backend.account_id, backend.region_name, key):
        raise InvalidRequestException(f"The KMS key {key} does not exist, or is not enabled.")
    return original(backend, *args, **kwargs)
