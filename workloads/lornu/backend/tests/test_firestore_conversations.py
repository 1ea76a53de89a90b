"""What one document holds."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.fakes.firestore import FakeFirestore, start_firestore
from backend.firestore_conversations import FirestoreConversations

pytestmark = pytest.mark.anyio


async def test_marks_an_exchange_for_the_databases_policy_to_delete_after_thirty_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    firestore = FakeFirestore()
    server, port = await start_firestore(firestore)
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", f"127.0.0.1:{port}")
    await FirestoreConversations("lornu", "staging", None).add("0123456789abcdef", "hello", "a slipway")
    await server.stop(None)
    (exchange,) = firestore.documents.values()
    assert set(exchange.fields) == {"prompt", "answer", "createdAt", "expiresAt"}
    kept = exchange.fields["expiresAt"].timestamp_value - datetime.now(UTC)
    assert timedelta(days=29, hours=23) < kept <= timedelta(days=30)
