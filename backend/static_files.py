"""The page, as the frontend's build left it."""

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from backend.errors import Refusal

FRONTEND_FOLDER = Path(__file__).parent.parent / "frontend" / "dist"


class _RevalidatedFiles(StaticFiles):
    """A browser asks each time whether its copy is current, so a deployment is seen at once."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = "no-cache"
        return response


def add_static_files(app: FastAPI, folder: Path) -> None:
    """Last of all routes: it answers every path that no other one took."""
    if folder.is_dir():
        app.mount("/", _RevalidatedFiles(directory=folder, html=True))
        return

    @app.get("/")
    async def missing_page() -> None:
        raise Refusal(404, "no-page", "the page is not built; build it in frontend/, or use /api/generate")
