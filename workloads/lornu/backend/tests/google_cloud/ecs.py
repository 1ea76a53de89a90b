"""The endpoint where a task of ECS reads the credentials of its role."""

from datetime import UTC, datetime, timedelta

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from backend.fakes.google import ROLE_ACCESS_KEY_ID, ROLE_SESSION_TOKEN


class FakeEcs:
    """Answers what is in `answers` first, and then with good credentials."""

    def __init__(self) -> None:
        self.answers: list[Response] = []
        self.authorizations: list[str | None] = []
        self.lifetime = timedelta(hours=6)

    @property
    def reads(self) -> int:
        return len(self.authorizations)

    def app(self) -> FastAPI:
        app = FastAPI()
        app.add_api_route("/v2/credentials/1", self._credentials)
        return app

    async def _credentials(self, request: Request) -> Response:
        self.authorizations.append(request.headers.get("authorization"))
        return self.answers.pop(0) if self.answers else JSONResponse(self.document())

    def document(self) -> dict[str, str]:
        return {
            "RoleArn": "arn:aws:iam::123456789012:role/LornuEcsTaskRole",
            "AccessKeyId": ROLE_ACCESS_KEY_ID,
            "SecretAccessKey": "secret-of-the-task-role",
            "Token": ROLE_SESSION_TOKEN,
            "Expiration": (datetime.now(UTC) + self.lifetime).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
