"""Cloud Map: which services and namespaces are asked for.

Missing in moto: ListServices and ListNamespaces ignore `Filters`, so that a service is found twice where two
namespaces have one of its name. AWS answers with what fits every filter, and refuses an unknown one.
"""

import json
from collections.abc import Callable
from typing import Any

from moto.core.common_types import TYPE_RESPONSE
from moto.servicediscovery.exceptions import InvalidInput
from moto.servicediscovery.responses import ServiceDiscoveryResponse

from slipway_emulator.gaps.extend import extend_method

Entry = dict[str, Any]

FIELDS = {"NAMESPACE_ID": "NamespaceId", "TYPE": "Type", "NAME": "Name"}


def close() -> None:
    """Leave out what was not asked for."""
    extend_method(ServiceDiscoveryResponse, "list_services", _list_services)
    extend_method(ServiceDiscoveryResponse, "list_namespaces", _list_namespaces)


def _list_services(original: Callable[[ServiceDiscoveryResponse], str], response: ServiceDiscoveryResponse) -> str:
    return _filtered(response, original(response), "Services")


def _list_namespaces(
    original: Callable[[ServiceDiscoveryResponse], TYPE_RESPONSE], response: ServiceDiscoveryResponse
) -> TYPE_RESPONSE:
    status, headers, body = original(response)
    return status, headers, _filtered(response, str(body), "Namespaces")


def _filtered(response: ServiceDiscoveryResponse, body: str, key: str) -> str:
    filters: list[Entry] = json.loads(response.body or "{}").get("Filters") or []
    entries: list[Entry] = json.loads(body)[key]
    return json.dumps({key: [entry for entry in entries if all(_fits(entry, each) for each in filters)]})


def _fits(entry: Entry, wanted: Entry) -> bool:
    name, condition, values = wanted["Name"], wanted.get("Condition", "EQ"), wanted["Values"]
    if name not in FIELDS or condition not in ("EQ", "IN", "BEGINS_WITH"):
        raise InvalidInput(f"The filter {name} {condition} is not valid.")
    value = str(entry.get(FIELDS[name]))
    return value.startswith(values[0]) if condition == "BEGINS_WITH" else value in values
