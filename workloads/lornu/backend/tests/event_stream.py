"""Reading an answer as a client does."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import httpx

Event = tuple[str, dict[str, Any]]


def ask(url: str, prompt: str, **others: str) -> list[Event]:
    """The whole answer."""
    with httpx.stream("POST", f"{url}/api/generate", json={"prompt": prompt, **others}, timeout=60) as response:
        assert response.status_code == 200, response.read()
        return list(events(response.iter_lines()))


def events(lines: Iterable[str]) -> Iterator[Event]:
    """Comments are heartbeats."""
    name = ""
    for line in lines:
        if line.startswith(":"):
            yield "heartbeat", {}
        elif line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def text_of(answer: Iterable[Event]) -> str:
    return "".join(data["text"] for name, data in answer if name == "text")
