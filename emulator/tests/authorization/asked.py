"""An emulator that asks, and an authorizer that keeps what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.parsers import ResponseParserError

from tests.server import REGION, Server, running_server

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    }
)


@dataclass
class Authorizer:
    """Refuses a role the actions named, and nothing else."""

    questions: list[dict[str, Any]] = field(default_factory=list)
    denied: set[str] = field(default_factory=set)
    error: str | None = None

    def answer(self, question: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Status and body."""
        self.questions.append(question)
        if self.error:
            return 500, {"error": self.error}
        is_role = question["caller"]["kind"] == "role"
        for index, call in enumerate(question["calls"]):
            if is_role and call["action"] in self.denied:
                message = f"User: {question['caller']['arn']} is not authorized to perform: {call['action']}"
                return 200, {"allowed": False, "call": index, "resource": call["resources"][0], "message": message}
        return 200, {"allowed": True}


@dataclass(frozen=True)
class Asked:
    """What clients of the emulator are judged by."""

    server: Server
    authorizer: Authorizer

    def calls(self, service: str, operation: str, **parameters: Any) -> list[dict[str, Any]]:
        """Those that an administrator's request consists of, whether moto can carry it out or not."""
        self.authorizer.questions.clear()
        with suppress(ClientError, ResponseParserError):
            getattr(self.server.client(service), operation)(**parameters)
        return [call for question in self.authorizer.questions for call in question["calls"]]

    def actions(self, service: str, operation: str, **parameters: Any) -> list[tuple[str, str]]:
        """Each with its resource, without what all ARNs begin with."""
        return [(call["action"], short(call["resources"][0])) for call in self.calls(service, operation, **parameters)]

    def session(self, role_arn: str, **parameters: Any) -> "Session":
        """Of the role, as STS hands it out to an administrator."""
        sts = self.server.client("sts")
        answer = sts.assume_role(RoleArn=role_arn, RoleSessionName="session", **parameters)
        return Session(self, answer["Credentials"])

    @contextmanager
    def denying(self, *actions: str) -> Iterator[None]:
        """Within the block, to every role."""
        self.authorizer.denied.update(actions)
        try:
            yield
        finally:
            self.authorizer.denied.clear()


@dataclass(frozen=True)
class Session:
    """Of an assumed role."""

    asked: Asked
    credentials: dict[str, str]

    def client(self, service: str) -> Any:
        """One that calls as the role."""
        return boto3.client(
            service,
            endpoint_url=self.asked.server.endpoint,
            region_name=REGION,
            aws_access_key_id=self.credentials["AccessKeyId"],
            aws_secret_access_key=self.credentials["SecretAccessKey"],
            aws_session_token=self.credentials["SessionToken"],
            config=Config(retries={"total_max_attempts": 1}),
        )


def short(arn: str) -> str:
    """Service and resource of an ARN."""
    parts = arn.split(":", 5)
    return arn if len(parts) < 6 else f"{parts[2]}:{parts[5]}"


@contextmanager
def asking() -> Iterator[Asked]:
    """Both, until the block ends."""
    authorizer = Authorizer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status, body = authorizer.answer(question)
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: Any) -> None:
            pass

    listening = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        with running_server("--authorizer", f"http://127.0.0.1:{listening.server_port}") as server:
            yield Asked(server, authorizer)
    finally:
        listening.shutdown()
