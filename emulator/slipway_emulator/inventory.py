"""Everything that one account holds, as sorted plain data; no list of services or resource types.

What a service's backend holds as soon as it is made (default VPC, AWS managed policies) came with the account and is
the baseline. Moto makes a backend at the first call to its service, so the baseline would grow between two
inventories of the same account; it is left out, and only what is missing from it is listed.
"""

from collections.abc import Callable, Iterable
from typing import Any

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend

from slipway_emulator.gaps.extend import extend_method
from slipway_emulator.stored_objects import StoredObject, stored_objects

DEFAULT_DELETED = "default-deleted"
"""Came with the account and is gone."""

OF_AWS = (":role/aws-service-role/", ":iam::aws:policy/", "/aws/service/")
"""A role of an AWS service, which stays for its next use, and policies and parameters that AWS publishes."""

Entry = dict[str, str]

_defaults: dict[BaseBackend, frozenset[StoredObject]] = {}


def watch_defaults() -> None:
    """Remember what each backend holds when it is made; called once, before the first request."""
    extend_method(AccountSpecificBackend, "__getitem__", _get_backend)


def inventory_of_account(account_id: str) -> list[Entry]:
    """One entry per stored object of every service and region, in an order that depends on the entries alone."""
    entries: list[Entry] = []
    for backends in _backends_in_use():
        for account, region, backend in list(backends.iter_backends()):
            if account == account_id:
                entries.extend(_entries(backends.service_name, region, backend))
    return sorted(entries, key=lambda entry: tuple(entry.values()))


def _backends_in_use() -> list[BackendDict[Any]]:
    in_use: list[BackendDict[Any]] = vars(BackendDict)["_instances"]
    return in_use


def _get_backend(
    original: Callable[[AccountSpecificBackend[Any], str], BaseBackend],
    backends: AccountSpecificBackend[Any],
    region: str,
) -> BaseBackend:
    backend = original(backends, region)
    if backend not in _defaults:
        _defaults[backend] = frozenset(stored_objects(backend))
    return backend


def _entries(service: str, region: str, backend: BaseBackend) -> Iterable[Entry]:
    defaults = _defaults.get(backend, frozenset())
    stored_now = list(stored_objects(backend))
    for stored in stored_now:
        if stored not in defaults and not any(part in stored.id for part in OF_AWS):
            yield _entry(service, region, stored, stored.state)
    for stored in defaults.difference(stored_now):
        yield _entry(service, region, stored, DEFAULT_DELETED)


def _entry(service: str, region: str, stored: StoredObject, state: str | None) -> Entry:
    entry = {"service": service, "region": region, "type": stored.type, "id": stored.id}
    return entry | {"state": state} if state else entry
