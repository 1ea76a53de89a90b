"""Finding a stored key, for the gap modules of services that encrypt."""

from moto.kms.models import kms_backends


def is_usable(account_id: str, region: str, key: str) -> bool:
    """Whether it is there and enabled, by id, ARN or alias; what AWS itself manages always is."""
    backend = kms_backends[account_id][region]
    if "alias/aws/" in key:
        return True
    found = backend.keys.get(backend.any_id_to_key_id(key))
    return found is not None and found.key_state == "Enabled"
