"""The HTTP server: moto's own application behind a lock, on the loopback address."""

import io
import json
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.wrappers import Request, Response

from slipway_emulator.authorization.authorizer import Authorizer
from slipway_emulator.authorization.gate import Gate
from slipway_emulator.calls import CALLS_PATH, Calls
from slipway_emulator.cbor import answer_as_asked, request_in_json
from slipway_emulator.entrance import ENTRANCE_PATH, Entrance
from slipway_emulator.inventory import inventory_of_account
from slipway_emulator.lost_answers import LostAnswers
from slipway_emulator.rollouts import ROLLOUTS_PATH, Outcome, mark_image, unmark_image

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOPBACK = "127.0.0.1"
INVENTORY_PATH = "/slipway/inventory"
AUTHORIZER_PATH = "/slipway/authorizer"
"""Deleted by an authorizer that ends before the emulator."""


class Emulator:
    """One request at a time over moto.

    Moto's handlers read, change and write back plain dictionaries without a lock, while Terraform sends ten requests
    at once. Handlers only compute, so taking turns costs no time; bodies are read and answers sent outside the turn.
    """

    def __init__(self, moto: "WSGIApplication", account_id: str, authorizer: Authorizer | None = None) -> None:
        self._moto = moto
        self._gate = Gate(authorizer, account_id) if authorizer else None
        self._account_id = account_id
        self._turn = threading.Lock()
        self._lost_answers = LostAnswers()
        self._calls = Calls()
        self._entrance = Entrance(account_id)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request = Request(environ)
        body = request.get_data(cache=False)
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        with self._turn:
            response = self._answer(request, body, environ)
        return response(environ, start_response)

    def _answer(self, request: Request, body: bytes, environ: "WSGIEnvironment") -> Response:
        if request.path == INVENTORY_PATH:
            entries = inventory_of_account(self._account_id)
            return Response(json.dumps(entries, indent=1), mimetype="application/json")
        if request.path == ENTRANCE_PATH:
            return Response(json.dumps(self._entrance.report(), indent=1), mimetype="application/json")
        if request.path == AUTHORIZER_PATH and request.method == "DELETE":
            self._gate = None
            return Response(status=204)
        if request.path == CALLS_PATH:
            return _last_calls(self._calls, request.args.get("last", ""))
        if request.path.startswith(ROLLOUTS_PATH):
            return _mark(request.method, request.path.removeprefix(ROLLOUTS_PATH), body.decode())
        answer = self._lost_answers.of(request) or self._carry_out(body, environ)
        self._lost_answers.keep(request, answer)
        self._entrance.follow(self._calls.keep(request, body, answer.status_code))
        return answer

    def _carry_out(self, body: bytes, environ: "WSGIEnvironment") -> Response:
        asked, body = request_in_json(environ, body)

        def by_moto() -> Response:
            return Response.from_app(self._moto, asked, buffered=True)

        answer = self._gate.answer(asked, body, by_moto) if self._gate else by_moto()
        return answer_as_asked(environ, answer)


def _last_calls(calls: Calls, last: str) -> Response:
    if not last.isascii() or not last.isdigit():
        return Response("last=N says how many calls to list\n", status=400)
    return Response(json.dumps(calls.last(int(last)), indent=1), mimetype="application/json")


def _mark(method: str, digest: str, outcome: str) -> Response:
    if method == "DELETE":
        unmark_image(digest)
    elif method == "PUT" and outcome in list(Outcome):
        mark_image(digest, Outcome(outcome))
    else:
        return Response(f"PUT one of {', '.join(Outcome)}, or DELETE\n", status=400)
    return Response(status=204)


class _QuietHandler(MotoRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def make_emulator_server(
    port: int, account_id: str, *, access_log: bool, authorizer: str | None = None
) -> BaseWSGIServer:
    """Bind, so that the port is known and connections queue, but do not serve yet."""
    return make_server(
        LOOPBACK,
        port,
        Emulator(
            DomainDispatcherApplication(create_backend_app), account_id, Authorizer(authorizer) if authorizer else None
        ),
        threaded=True,
        request_handler=MotoRequestHandler if access_log else _QuietHandler,
    )
