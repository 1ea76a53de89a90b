"""The routes, all below /api: the load balancer sends nothing else here."""

from typing import Annotated

from fastapi import APIRouter, FastAPI, HTTPException, Query, Request, Response
from pydantic import BaseModel
from starlette.middleware.base import RequestResponseEndpoint

from app.practices import Practice, Topic, practice_named, practices_of
from app.settings import Settings


class About(BaseModel):
    """Where the answer comes from."""

    environment: str


def create_app(settings: Settings) -> FastAPI:
    app = FastAPI(title="Durable Code", docs_url="/api/docs", openapi_url="/api/openapi.json", redoc_url=None)
    routes = APIRouter(prefix="/api")

    @routes.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @routes.get("/about")
    async def about() -> About:
        return About(environment=settings.environment)

    @routes.get("/practices")
    async def practices(topic: Annotated[Topic | None, Query()] = None) -> list[Practice]:
        return practices_of(topic)

    @routes.get("/practices/{slug}")
    async def practice(slug: str) -> Practice:
        found = practice_named(slug)
        if found is None:
            raise HTTPException(404, f"there is no practice {slug}")
        return found

    @app.middleware("http")
    async def with_headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers["cache-control"] = "no-store"
        response.headers["x-content-type-options"] = "nosniff"
        return response

    app.include_router(routes)
    return app
