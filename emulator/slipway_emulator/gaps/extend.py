"""How a gap module changes moto: a method is replaced by one that is handed the original."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

Owner = TypeVar("Owner")


def extend_method(owner: type[Owner], name: str, extension: Callable[..., Any]) -> None:
    """Replace `owner.name`; the extension gets the original method, then what the original gets."""
    original = getattr(owner, name)

    @wraps(original)
    def extended(self: Owner, *args: Any, **kwargs: Any) -> Any:
        return extension(original, self, *args, **kwargs)

    setattr(owner, name, extended)


def add_method(owner: type[Owner], name: str, method: Callable[[Owner], Any]) -> None:
    """Add a call that moto does not answer at all; one that it has learnt to answer must not be covered up."""
    if hasattr(owner, name):
        raise RuntimeError(f"moto now has {owner.__name__}.{name}: remove the gap module that adds it")
    setattr(owner, name, method)
