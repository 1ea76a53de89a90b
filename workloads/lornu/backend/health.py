"""Whether the process lives, and whether it can work."""

from fastapi import APIRouter
from starlette.responses import JSONResponse

from backend.readiness import Readiness


def health_routes(readiness: Readiness) -> APIRouter:
    router = APIRouter()

    @router.get("/health")
    async def health() -> dict[str, str]:
        """Asks nothing of anyone: a restart would cure no dependency."""
        return {"status": "ok"}

    @router.get("/ready")
    async def ready() -> JSONResponse:
        checks = await readiness.checks()
        is_ready = all(result != "unreachable" for result in checks.values())
        body = {"status": "ready" if is_ready else "not ready", "checks": checks}
        return JSONResponse(body, status_code=200 if is_ready else 503)

    return router
