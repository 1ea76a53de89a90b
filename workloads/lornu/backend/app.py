"""The application: which routes there are and what they are given."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from backend.agent_to_agent.routes import add_agent_to_agent
from backend.answers import Answers
from backend.conversations import Conversations
from backend.errors import add_error_responses
from backend.generate import generate_routes
from backend.health import health_routes
from backend.readiness import Readiness
from backend.request_context import RequestContext
from backend.services import Services, build_services
from backend.settings import Settings
from backend.static_files import FRONTEND_FOLDER, add_static_files
from backend.streams import Streams
from backend.websocket import websocket_routes

# FastAPI's own spans hold paths and queries as clients write them, and its logs the messages of exceptions.
_NO_TELEMETRY = TelemetryConfig(tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False)


def create_app(
    settings: Settings,
    *,
    services: Services | None = None,
    streams: Streams | None = None,
    frontend_folder: Path = FRONTEND_FOLDER,
) -> FastAPI:
    """The server hands in `streams`, because it drains them."""
    services = services or build_services(settings)
    streams = streams or Streams(settings.maximum_streams)
    answers = Answers(services.model, Conversations(services.database))

    app = FastAPI(redirect_slashes=False, docs_url=None, redoc_url=None, openapi_url=None, telemetry=_NO_TELEMETRY)
    app.add_middleware(RequestContext)
    add_error_responses(app)
    app.include_router(health_routes(Readiness(services.database)))
    app.include_router(generate_routes(answers, streams, settings.heartbeat_seconds, settings.public_url))
    app.include_router(websocket_routes(answers, streams, settings.heartbeat_seconds, settings.public_url))
    add_agent_to_agent(app, settings, services.agent, streams)
    add_static_files(app, frontend_folder)
    return app
