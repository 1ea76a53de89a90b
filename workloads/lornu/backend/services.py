"""What the routes talk to, so that a test may put something else there."""

from dataclasses import dataclass

from backend.agent_loop import AdkAgentLoop, AgentLoop, Tool
from backend.agent_to_agent.peer_tool import peer_tool
from backend.agent_to_agent.peers import Peers
from backend.conversations import Conversations, ConversationStore
from backend.firestore_conversations import FirestoreConversations
from backend.google_cloud.credentials import google_credentials
from backend.settings import Settings
from backend.text_model import GeminiModel, TextModel, gemini_client


@dataclass(frozen=True)
class Services:
    """The model, the agent, and the database where one is configured."""

    model: TextModel
    agent: AgentLoop
    database: ConversationStore | None


def build_services(settings: Settings) -> Services:
    base_url = settings.google_gemini_base_url
    client = gemini_client(
        settings.gemini_api_key.get_secret_value(),
        None if base_url is None else str(base_url),
        settings.maximum_streams,
    )
    database = _database(settings)
    return Services(
        model=GeminiModel(client, settings.gemini_model),
        agent=AdkAgentLoop(client, settings.gemini_model, Conversations(database), _tools(settings)),
        database=database,
    )


def _tools(settings: Settings) -> list[Tool]:
    return [peer_tool(Peers(settings), settings.a2a_peers)] if settings.a2a_peers else []


def _database(settings: Settings) -> ConversationStore | None:
    if settings.google_cloud_project is None or settings.firestore_database is None:
        return None
    return FirestoreConversations(
        settings.google_cloud_project, settings.firestore_database, google_credentials(settings)
    )
