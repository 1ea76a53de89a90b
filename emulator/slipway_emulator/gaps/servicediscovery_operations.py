"""Cloud Map: what was done.

Wrong in moto: a finished operation is kept among the resources for good, so that an account which was given back holds
something. On AWS an operation is a record of what was done, which can be asked for by its id, and no resource.
"""

from collections.abc import Callable

from moto.servicediscovery.exceptions import OperationNotFound
from moto.servicediscovery.models import Operation, ServiceDiscoveryBackend

from slipway_emulator.gaps.extend import extend_method

_done: dict[tuple[ServiceDiscoveryBackend, str], Operation] = {}


def close() -> None:
    """Keep the records apart from the resources."""
    extend_method(ServiceDiscoveryBackend, "_create_operation", _create_operation)
    extend_method(ServiceDiscoveryBackend, "get_operation", _get_operation)
    extend_method(ServiceDiscoveryBackend, "list_operations", _list_operations)


def _create_operation(
    original: Callable[[ServiceDiscoveryBackend, str, dict[str, str]], str],
    backend: ServiceDiscoveryBackend,
    op_type: str,
    targets: dict[str, str],
) -> str:
    operation_id = original(backend, op_type, targets)
    _done[backend, operation_id] = backend.operations.pop(operation_id)
    return operation_id


def _get_operation(
    _original: Callable[..., Operation], backend: ServiceDiscoveryBackend, operation_id: str
) -> Operation:
    operation = _done.get((backend, operation_id))
    if operation is None:
        raise OperationNotFound
    return operation


def _list_operations(_original: Callable[..., object], backend: ServiceDiscoveryBackend) -> list[Operation]:
    return [operation for (owner, _), operation in _done.items() if owner is backend]
