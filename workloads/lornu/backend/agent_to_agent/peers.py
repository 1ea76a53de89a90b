"""Agents of other clouds that this one calls, each with a token that was made for it."""

import logging

import httpx
from a2a.client import Client, ClientCallContext, ClientConfig, ClientFactory
from a2a.helpers import get_stream_response_text, new_text_message
from a2a.types import AgentCard, AgentInterface, Role, SendMessageRequest, StreamResponse, TaskState
from a2a.utils.constants import PROTOCOL_VERSION_CURRENT, TransportProtocol
from a2a.utils.errors import A2AError

from backend.google_cloud.identity_tokens import IdentityTokens, NoIdentityToken, token_fetcher
from backend.settings import Peer, Settings

_log = logging.getLogger(__name__)

# An agent may think for minutes; that it is there at all must be seen in seconds.
_TIMEOUT = httpx.Timeout(120, connect=5)


class PeerCallRefused(Exception):
    """The call was not made."""


class PeerFailed(Exception):
    """The call was made, and the peer did not answer it."""


class Peers:
    """No call leaves without a token, and a token goes to nobody but the peer at its configured address."""

    def __init__(self, settings: Settings, tokens: IdentityTokens | None = None) -> None:
        self._peers = settings.a2a_peers
        self._tokens = tokens or IdentityTokens(token_fetcher(settings))

    async def call(self, name: str, text: str) -> str:
        """The peer's answer to a message."""
        peer = self._peers.get(name)
        if peer is None:
            raise PeerCallRefused(f"no peer is named {name}; known are: {', '.join(self._peers) or 'none'}")
        token = await self._token(name, peer)
        try:
            return await _ask(peer, token, text)
        except (A2AError, httpx.HTTPError, ValueError) as error:
            _log.warning("a peer did not answer", extra={"peer": name, "cause": type(error).__name__})
            raise PeerFailed(f"the peer {name} did not answer") from None

    async def _token(self, name: str, peer: Peer) -> str:
        try:
            return await self._tokens.token(peer.audience)
        except NoIdentityToken as error:
            _log.error("a call to a peer was refused: there is no token", extra={"peer": name, "cause": str(error)})
            raise PeerCallRefused(f"there is no token for the peer {name}") from None


async def _ask(peer: Peer, token: str, text: str) -> str:
    request = SendMessageRequest(message=new_text_message(text, role=Role.ROLE_USER))
    context = ClientCallContext(service_parameters={"Authorization": f"Bearer {token}"})
    # Redirects are not followed: the token would go where they lead.
    async with httpx.AsyncClient(timeout=_TIMEOUT, follow_redirects=False) as http:
        answers = [answer async for answer in _client(peer, http).send_message(request, context=context)]
    return "".join(_text(answer) for answer in answers)


def _client(peer: Peer, http: httpx.AsyncClient) -> Client:
    """The address is the configured one: a card that is read from the peer could name another."""
    interface = AgentInterface(
        url=str(peer.url),
        protocol_binding=TransportProtocol.JSONRPC.value,
        protocol_version=PROTOCOL_VERSION_CURRENT,
    )
    return ClientFactory(ClientConfig(streaming=False, httpx_client=http)).create(
        AgentCard(supported_interfaces=[interface])
    )


def _text(answer: StreamResponse) -> str:
    if answer.HasField("task") and answer.task.status.state != TaskState.TASK_STATE_COMPLETED:
        raise PeerFailed(f"the peer's task ended as {TaskState.Name(answer.task.status.state)}")
    return get_stream_response_text(answer, delimiter="")
