"""Tags in the several forms in which AWS's services take them, and moto keeps them."""

from collections.abc import Callable, Mapping
from typing import Any

from moto.core.exceptions import ServiceException
from werkzeug.exceptions import HTTPException


def tags_in(value: Any) -> dict[str, str]:
    """Of a map, or of a list of pairs."""
    if isinstance(value, Mapping):
        return {key: _text(tag) for key, tag in value.items()}
    return dict(_pair(tag) for tag in value or [])


def tags_if_found(read: Callable[[], Any]) -> dict[str, str]:
    """Without any where moto does not find the resource."""
    try:
        return tags_in(read())
    except (HTTPException, ServiceException, LookupError, AttributeError, NotImplementedError):
        return {}


def _pair(tag: Mapping[str, Any]) -> tuple[str, str]:
    by_word = {name.lower().removeprefix("tag"): value for name, value in tag.items()}
    return by_word["key"], _text(by_word.get("value"))


def _text(value: Any) -> str:
    return "" if value is None else str(value)
