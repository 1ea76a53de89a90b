"""A walk over the state of one moto backend.

A resource is an object of a class of that service's own modules that lies in a container (dictionary, list, set),
however deep: moto keeps its resources so, and what is not in a container (the backend's helpers, the parts of a
resource) is searched but not listed. Plain data in a public container of the backend itself counts too, one object per
key, since moto keeps a few resources that way.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend
from moto.utilities.tagging_service import TaggingService

PENDING_DELETION = "pending-deletion"
INACTIVE = "inactive"
KEPT_STATES = {
    "pendingdeletion": PENDING_DELETION,
    "inactive": INACTIVE,
    "deleted": INACTIVE,
    "terminated": INACTIVE,
}
"""States in which AWS keeps what was deleted, by moto's word for them. The parts of such an object are gone."""

STATE_ATTRIBUTES = ("key_state", "status", "state")
DELETION_DATES = ("deleted_date", "deletion_date")
ID_ATTRIBUTES = ("arn", "id", "name")
TAG_STORES = ("tags", "resource_tags")
"""Attributes of a backend that describe resources and are none."""

NOT_SEARCHED = (BaseBackend, BackendDict, AccountSpecificBackend, TaggingService)


@dataclass(frozen=True)
class StoredObject:
    """`type` is moto's class, or the backend's attribute for plain data."""

    type: str
    id: str
    state: str | None


@dataclass(frozen=True)
class _Place:
    """Where a value was found: the object it is part of (none: the backend itself), that one's attribute, the keys."""

    value: Any
    owner: StoredObject | None
    attribute: str
    keys: tuple[str, ...] = ()


def stored_objects(backend: BaseBackend) -> Iterator[StoredObject]:
    """Every object once, nearest to the backend first."""
    package = _package(backend)
    seen: set[int] = set()
    plain: set[StoredObject] = set()
    places = deque(_Place(value, None, name) for name, value in vars(backend).items())
    while places:
        place = places.popleft()
        if isinstance(place.value, NOT_SEARCHED) or id(place.value) in seen:
            continue
        if _is_container(place.value):
            seen.add(id(place.value))
            places.extend(_items(place))
        elif _package(place.value) == package:
            seen.add(id(place.value))
            stored = StoredObject(type(place.value).__name__, _id(place), _state(place.value))
            if place.keys:
                yield stored
            if stored.state is None:
                places.extend(_parts(place, stored))
        elif _is_plain_resource(place):
            plain.add(StoredObject(place.attribute, place.keys[0], None))
    yield from plain


def _package(value: object) -> str:
    """`ec2` of `moto.ec2.models.vpcs`; empty for what is not moto's."""
    words = type(value).__module__.split(".")
    return words[1] if words[0] == "moto" and len(words) > 1 else ""


def _is_container(value: object) -> bool:
    return isinstance(value, Mapping | Set | list | tuple)


def _items(place: _Place) -> Iterator[_Place]:
    if isinstance(place.value, Mapping):
        pairs = [(str(key), value) for key, value in place.value.items()]
    else:
        pairs = [(value if isinstance(value, str) else str(index), value) for index, value in enumerate(place.value)]
    for key, value in pairs:
        yield _Place(value, place.owner, place.attribute, (*place.keys, key))


def _parts(place: _Place, stored: StoredObject) -> Iterator[_Place]:
    for name, part in getattr(place.value, "__dict__", {}).items():
        yield _Place(part, stored if place.keys else place.owner, name)


def _is_plain_resource(place: _Place) -> bool:
    """Data of the backend's own, but for its caches (private) and for the tags that it keeps apart."""
    return (
        place.owner is None
        and bool(place.keys)
        and not place.attribute.startswith("_")
        and place.attribute not in TAG_STORES
    )


def _id(place: _Place) -> str:
    """What the object calls itself, or else the way to it."""
    word = re.sub(r"(?<!^)(?=[A-Z])", "_", type(place.value).__name__).lower()
    for name in (*ID_ATTRIBUTES, f"{word}_id", f"{word}_arn", f"{word}_name"):
        value = getattr(place.value, name, None)
        if isinstance(value, str) and value:
            return value
    owner = (place.owner.id,) if place.owner else ()
    return "/".join((*owner, *(place.keys or (place.attribute,))))


def _state(value: object) -> str | None:
    # A task; AWS shows a stopped one for an hour.
    if getattr(value, "last_status", None) == "STOPPED":
        return INACTIVE
    if any(getattr(value, name, None) for name in DELETION_DATES):
        return PENDING_DELETION
    words = (getattr(value, name, None) for name in STATE_ATTRIBUTES)
    return next(
        (KEPT_STATES[word.lower()] for word in words if isinstance(word, str) and word.lower() in KEPT_STATES), None
    )
