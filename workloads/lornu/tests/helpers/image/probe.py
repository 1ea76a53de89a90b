"""Says, as JSON, what a program in this container is, what it may do and what lies beside it."""

import importlib.util
import itertools
import json
import os
import pathlib
import shutil
from collections.abc import Iterator

PLACES = ("/", "/app", "/app/backend", "/etc", "/home", "/tmp", "/var/tmp")
NEEDED_ONLY_TO_BUILD = ("bun", "cc", "curl", "gcc", "git", "make", "node", "npm", "pip", "pip3", "uv")
APP = pathlib.Path("/app")


def is_writable(folder: str) -> bool:
    """Tries it: permissions, capabilities and mounts decide together."""
    attempt = pathlib.Path(folder) / ".probe"
    try:
        attempt.touch()
        attempt.unlink()
    except OSError:
        return False
    return True


def capabilities() -> Iterator[str]:
    """Names the sets that hold any."""
    for line in pathlib.Path("/proc/self/status").read_text().splitlines():
        name, _, value = line.partition(":\t")
        if name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb") and int(value, 16) != 0:
            yield name


def timed_or_missing_bytecode() -> Iterator[str]:
    """Bytecode that holds no hash of its source has a timestamp, which differs in every build."""
    for folder in (APP / "backend", APP / ".venv" / "lib"):
        for source in sorted(folder.rglob("*.py")):
            compiled = pathlib.Path(importlib.util.cache_from_source(str(source)))
            if not compiled.exists() or compiled.read_bytes()[4] & 1 == 0:
                yield str(source.relative_to(APP))


def own_files() -> Iterator[str]:
    """What the image holds of this project."""
    for file in sorted(APP.rglob("*")):
        name = str(file.relative_to(APP))
        if file.is_file() and file.suffix != ".pyc" and not name.startswith(".venv/"):
            yield name


print(
    json.dumps(
        {
            "user": f"{os.getuid()}:{os.getgid()}",
            "capabilities": list(capabilities()),
            "writable": [place for place in PLACES if is_writable(place)],
            "tools": [name for name in NEEDED_ONLY_TO_BUILD if shutil.which(name)],
            "bytecode": list(itertools.islice(timed_or_missing_bytecode(), 10)),
            "files": list(own_files()),
        }
    )
)
