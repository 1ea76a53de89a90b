"""
Firestore as far as this program uses it, in memory: `python -m backend.fakes.firestore`, and FIRESTORE_EMULATOR_HOST
with the address that it prints. It knows reads and writes of documents, and queries in the order of a time.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial

import grpc
from google.cloud.firestore_v1.types import (
    BatchGetDocumentsRequest,
    BatchGetDocumentsResponse,
    CommitRequest,
    CommitResponse,
    Document,
    RunQueryRequest,
    RunQueryResponse,
    StructuredQuery,
    Value,
    WriteResult,
)

_SERVICE = "google.firestore.v1.Firestore"


class FakeFirestore:
    """The documents of one database, by their full names."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}

    async def commit(self, request: CommitRequest, _context: object) -> CommitResponse:
        now = datetime.now(UTC)
        for write in request.writes:
            document = Document(write.update)
            for transform in write.update_transforms:
                document.fields[transform.field_path] = Value(timestamp_value=now)
            document.create_time = document.update_time = now
            self.documents[document.name] = document
        return CommitResponse(commit_time=now, write_results=[WriteResult(update_time=now) for _ in request.writes])

    async def run_query(self, request: RunQueryRequest, _context: object) -> AsyncIterator[RunQueryResponse]:
        now = datetime.now(UTC)
        query = request.structured_query
        prefix = f"{request.parent}/{query.from_[0].collection_id}/"
        found = [document for name, document in self.documents.items() if name.startswith(prefix)]
        for order in reversed(query.order_by):
            descending = order.direction == StructuredQuery.Direction.DESCENDING
            found.sort(key=partial(_time_in, order.field.field_path), reverse=descending)
        for document in found[: query.limit or None]:
            yield RunQueryResponse(document=document, read_time=now)
        if not found:
            yield RunQueryResponse(read_time=now)

    async def batch_get_documents(
        self, request: BatchGetDocumentsRequest, _context: object
    ) -> AsyncIterator[BatchGetDocumentsResponse]:
        now = datetime.now(UTC)
        for name in request.documents:
            document = self.documents.get(name)
            if document is None:
                yield BatchGetDocumentsResponse(missing=name, read_time=now)
            else:
                yield BatchGetDocumentsResponse(found=document, read_time=now)


def _time_in(field: str, document: Document) -> datetime:
    time: datetime = document.fields[field].timestamp_value
    return time


async def start_firestore(firestore: FakeFirestore, port: int = 0) -> tuple[grpc.aio.Server, int]:
    """A server on loopback and the port where it listens."""
    server = grpc.aio.server()
    handlers = {
        "Commit": grpc.unary_unary_rpc_method_handler(
            firestore.commit, CommitRequest.deserialize, CommitResponse.serialize
        ),
        "RunQuery": grpc.unary_stream_rpc_method_handler(
            firestore.run_query, RunQueryRequest.deserialize, RunQueryResponse.serialize
        ),
        "BatchGetDocuments": grpc.unary_stream_rpc_method_handler(
            firestore.batch_get_documents, BatchGetDocumentsRequest.deserialize, BatchGetDocumentsResponse.serialize
        ),
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(_SERVICE, handlers),))
    bound = server.add_insecure_port(f"127.0.0.1:{port}")
    await server.start()
    return server, bound


async def main() -> None:
    parser = argparse.ArgumentParser(description="a Firestore in memory")
    parser.add_argument("--port", type=int, default=0, help="0 for any free one")
    server, port = await start_firestore(FakeFirestore(), parser.parse_args().port)
    print(f"listening on 127.0.0.1:{port}", flush=True)
    await server.wait_for_termination()


if __name__ == "__main__":
    asyncio.run(main())
