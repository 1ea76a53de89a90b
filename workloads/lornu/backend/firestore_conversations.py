"""Conversations in the environment's own Firestore database."""

from datetime import UTC, datetime, timedelta

from google.auth.credentials import Credentials
from google.cloud.firestore import SERVER_TIMESTAMP, AsyncClient, AsyncCollectionReference, Query

from backend.conversations import turns_of
from backend.turns import Turn

_EXCHANGES_READ = 10
_RPC_SECONDS = 2
# For a policy of the database, which deletes what is past this time: conversations must not be kept for ever.
_KEPT = timedelta(days=30)


class FirestoreConversations:
    """One document an exchange: a document that grows with the conversation would end at Firestore's 1 MiB."""

    def __init__(self, project: str, database: str, credentials: Credentials | None) -> None:
        self._client = AsyncClient(project=project, database=database, credentials=credentials)

    async def check(self) -> None:
        await self._client.document("checks/readiness").get(retry=None, timeout=_RPC_SECONDS)

    async def read(self, conversation_id: str) -> list[Turn]:
        latest = self._exchanges(conversation_id).order_by("createdAt", direction=Query.DESCENDING)
        documents = await latest.limit(_EXCHANGES_READ).get(retry=None, timeout=_RPC_SECONDS)
        return turns_of([(document.get("prompt"), document.get("answer")) for document in reversed(documents)])

    async def add(self, conversation_id: str, prompt: str, answer: str) -> None:
        expires_at = datetime.now(UTC) + _KEPT
        exchange = {"prompt": prompt, "answer": answer, "createdAt": SERVER_TIMESTAMP, "expiresAt": expires_at}
        await self._exchanges(conversation_id).add(exchange, retry=None, timeout=_RPC_SECONDS)

    def _exchanges(self, conversation_id: str) -> AsyncCollectionReference:
        return self._client.collection("conversations", conversation_id, "exchanges")
