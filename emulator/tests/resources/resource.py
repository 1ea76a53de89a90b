"""What a resource of these tests is.

A generator: it makes the resource, yields the type and a part of the id of what must be listed, and deletes it when it
is resumed.
"""

from collections.abc import Callable, Iterator

from tests.server import Server

Made = Iterator[tuple[str, str]]
Resource = Callable[[Server], Made]
