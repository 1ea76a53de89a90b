"""The program that judges each call, asked over the loopback address."""

import json
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from slipway_emulator.authorization.call import Call

SECONDS_TO_ANSWER = 30


class UnjudgedError(Exception):
    """The authorizer could not say whether a call is allowed: neither is assumed."""


class Authorizer:
    """One connection, which is used in turns."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._path = parts.path or "/"
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=SECONDS_TO_ANSWER)

    def refusal(self, caller: dict[str, Any], calls: Iterable[Call]) -> str | None:
        """Why a request is refused, in AWS's words; None where all of its calls are allowed."""
        question = json.dumps({"caller": caller, "calls": [call.as_json() for call in calls]})
        status, text = self._ask(question.encode())
        answer = json.loads(text)
        if status != 200:
            raise UnjudgedError(answer["error"])
        return None if answer["allowed"] else answer["message"]

    def _ask(self, question: bytes) -> tuple[int, bytes]:
        """Once more on a new connection, since an idle one may have been closed."""
        try:
            return self._post(question)
        except (HTTPException, OSError):
            self._connection.close()
        try:
            return self._post(question)
        except (HTTPException, OSError) as error:
            self._connection.close()
            raise UnjudgedError(f"the authorizer does not answer: {error}") from error

    def _post(self, question: bytes) -> tuple[int, bytes]:
        self._connection.request("POST", self._path, question, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        return response.status, response.read()
