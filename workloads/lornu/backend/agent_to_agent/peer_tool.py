"""Other agents as a tool of this one's loop."""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from backend.agent_to_agent.peers import PeerCallRefused, PeerFailed, Peers

PeerTool = Callable[[str, str], Coroutine[Any, Any, dict[str, str]]]


def peer_tool(peers: Peers, names: Iterable[str]) -> PeerTool:
    """The model reads the function's name, parameters and documentation, and decides when to call it."""

    async def ask_peer(peer: str, request: str) -> dict[str, str]:
        try:
            return {"answer": await peers.call(peer, request)}
        except (PeerCallRefused, PeerFailed) as error:
            # For the model, which may answer without the peer.
            return {"error": str(error)}

    ask_peer.__doc__ = f"Asks another agent for help, in plain text. Its name is one of: {', '.join(sorted(names))}."
    return ask_peer
