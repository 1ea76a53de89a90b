"""File systems of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.server import Server

UNKNOWN = "fs-0123456789abcdef0"


@contextmanager
def create_file_system(server: Server, token: str, **settings: Any) -> Iterator[str]:
    """A file system, by id, until the block ends."""
    efs = server.client("efs")
    file_system_id: str = efs.create_file_system(CreationToken=token, **settings)["FileSystemId"]
    try:
        yield file_system_id
    finally:
        efs.delete_file_system(FileSystemId=file_system_id)
