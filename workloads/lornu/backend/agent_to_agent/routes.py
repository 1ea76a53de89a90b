"""The agent's card and its message endpoint, behind the gate that the environment has configured."""

from functools import partial

from a2a.server.request_handlers import DefaultRequestHandler
from a2a.server.routes import create_agent_card_routes, create_jsonrpc_routes
from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.routing import Route

from backend.agent_loop import AgentLoop
from backend.agent_to_agent.admission import Admission
from backend.agent_to_agent.agent_card import MESSAGE_PATH, agent_card
from backend.agent_to_agent.agent_executor import AgentLoopExecutor
from backend.agent_to_agent.gates import CertificateGate, ClosedGate, TokenGate
from backend.agent_to_agent.issuer_keys import IssuerKeys, fetch_key_set
from backend.agent_to_agent.task_store import RecentTaskStore
from backend.agent_to_agent.token_verifier import TokenVerifier
from backend.request_body import MAXIMUM_BYTES
from backend.settings import Settings
from backend.streams import Streams

# An answer is some KiB; whoever wants an older one has waited for hundreds of others.
_MAXIMUM_KEPT_TASKS = 500


def add_agent_to_agent(app: FastAPI, settings: Settings, agent: AgentLoop, streams: Streams) -> None:
    """Serve the public card and the guarded JSON-RPC endpoint, streaming included."""
    card = agent_card(settings)
    executor = AgentLoopExecutor(agent, settings.maximum_streams)
    handler = DefaultRequestHandler(executor, RecentTaskStore(_MAXIMUM_KEPT_TASKS), card)
    # The SDK ends its own event streams, a moment before the drain would cut them off.
    grace_seconds = max(1, settings.drain_seconds - 1)
    app.router.routes += create_agent_card_routes(card, cache_control="public, max-age=300")
    app.router.routes += [
        Route(
            route.path,
            route.endpoint,
            methods=["POST"],
            middleware=[_gate(settings), Middleware(Admission, streams)],
            max_body_size=MAXIMUM_BYTES,
        )
        for route in create_jsonrpc_routes(handler, MESSAGE_PATH, shutdown_grace_period=grace_seconds)
    ]


def _gate(settings: Settings) -> Middleware:
    if settings.a2a_issuer is not None and settings.a2a_audience is not None:
        keys = IssuerKeys(partial(fetch_key_set, str(settings.a2a_jwks_url)))
        verifier = TokenVerifier(settings.a2a_issuer, settings.a2a_audience, keys)
        return Middleware(TokenGate, verifier, settings.a2a_subjects)
    if settings.a2a_client_certificates is not None:
        return Middleware(CertificateGate)
    return Middleware(ClosedGate)
