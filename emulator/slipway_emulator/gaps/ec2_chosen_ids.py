"""EC2: a VPC or a subnet under an id that is known beforehand.

Missing in moto: the tag `_custom_id_`, by which its other resources get the id that a caller chooses. AWS makes every
id up, yet an account that has been in use holds a VPC whose id stands in a configuration; with the tag it is put here.
The tag itself is not kept, and an id that is taken is refused.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import ModuleType
from typing import Any

from moto.ec2.exceptions import InvalidParameterValueError
from moto.ec2.models import EC2Backend, subnets, vpcs
from moto.ec2.models.subnets import Subnet
from moto.ec2.models.vpcs import VPC
from moto.utilities.id_generator import TAG_KEY_CUSTOM_ID

from slipway_emulator.gaps.extend import extend_method

_chosen: ContextVar[str | None] = ContextVar("chosen", default=None)


def close() -> None:
    """Hand the chosen id to the place where moto makes one up."""
    _prefer_chosen_id(vpcs, "random_vpc_id")
    _prefer_chosen_id(subnets, "random_subnet_id")
    extend_method(EC2Backend, "create_vpc", _create_vpc)
    extend_method(EC2Backend, "create_subnet", _create_subnet)


def _prefer_chosen_id(module: ModuleType, name: str) -> None:
    random_id: Callable[[], str] = getattr(module, name)
    setattr(module, name, lambda: _chosen.get() or random_id())


def _create_vpc(
    original: Callable[..., VPC],
    backend: EC2Backend,
    *args: Any,
    tags: list[dict[str, str]] | None = None,
    **kwargs: Any,
) -> VPC:
    chosen = next((tag["Value"] for tag in tags or [] if tag["Key"] == TAG_KEY_CUSTOM_ID), None)
    kept = [tag for tag in tags or [] if tag["Key"] != TAG_KEY_CUSTOM_ID]
    with _chosen_id(chosen, taken=chosen in backend.vpcs):
        return original(backend, *args, tags=kept, **kwargs)


def _create_subnet(
    original: Callable[..., Subnet],
    backend: EC2Backend,
    *args: Any,
    tags: dict[str, dict[str, str]] | None = None,
    **kwargs: Any,
) -> Subnet:
    kept = dict((tags or {}).get("subnet", {}))
    chosen = kept.pop(TAG_KEY_CUSTOM_ID, None)
    with _chosen_id(chosen, taken=any(chosen in of_zone for of_zone in backend.subnets.values())):
        return original(backend, *args, tags={"subnet": kept}, **kwargs)


@contextmanager
def _chosen_id(chosen: str | None, *, taken: bool) -> Iterator[None]:
    if taken:
        raise InvalidParameterValueError(str(chosen))
    token = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(token)
