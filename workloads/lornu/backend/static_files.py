"""The page, as the frontend's build left it."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from backend.errors import Refusal

FRONTEND_FOLDER = Path(__file__).parent.parent / "frontend" / "dist"


class _RevalidatedFiles(StaticFiles):
    """A browser asks each time whether its copy is current, so a deployment is seen at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "no-cache"
        return response


class _ReadOnly:
    def __init__(self, files: ASGIApp, otherwise: ASGIApp) -> None:
        self._files = files
        self._otherwise = otherwise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reads = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        await (self._files if reads else self._otherwise)(scope, receive, send)


def add_static_files(app: FastAPI, folder: Path) -> None:
    """For the paths that no route knows. As a route of its own it would answer the other routes' wrong methods too."""
    if folder.is_dir():
        app.router.default = _ReadOnly(_RevalidatedFiles(directory=folder, html=True), app.router.not_found)
        return

    @app.get("/")
    async def missing_page() -> None:
        raise Refusal(404, "no-page", "the page is not built; build it in frontend/, or use /api/generate")
