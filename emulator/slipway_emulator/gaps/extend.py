"""How a gap module changes moto: a method is replaced by one that is handed the original."""

from collections.abc import Callable
from functools import wraps
from typing import Any


def extend_method(owner: type[Any], name: str, extension: Callable[..., Any]) -> None:
    """Replace `owner.name`; the extension gets the original method, then what the original gets."""
    original = getattr(owner, name)

    @wraps(original)
    def extended(self: Any, *args: Any, **kwargs: Any) -> Any:
        return extension(original, self, *args, **kwargs)

    setattr(owner, name, extended)


def look_first(owner: type[Any], name: str, look: Callable[..., None]) -> None:
    """Call `look` with what `owner.name` gets, before it; what that raises is the answer."""

    def looked(original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        look(*args, **kwargs)
        return original(*args, **kwargs)

    extend_method(owner, name, looked)


def replace_property(owner: type[Any], name: str, getter: Callable[[Any], Any]) -> None:
    """Compute `owner.name` in another way."""
    setattr(owner, name, property(getter))


def add_method(owner: type[Any], name: str, method: Callable[[Any], Any]) -> None:
    """Add a call that moto does not answer at all; one that it has learnt to answer must not be covered up."""
    if hasattr(owner, name):
        raise RuntimeError(f"moto now has {owner.__name__}.{name}: remove the gap module that adds it")
    setattr(owner, name, method)
