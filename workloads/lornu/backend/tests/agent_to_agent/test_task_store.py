import asyncio

from a2a.server.context import ServerCallContext
from a2a.types import Task

from backend.agent_to_agent.task_store import RecentTaskStore


def test_forgets_the_task_that_was_saved_longest_ago() -> None:
    async def scenario() -> None:
        store = RecentTaskStore(maximum_tasks=2)
        context = ServerCallContext()
        for task_id in ("first", "second", "first", "third"):
            await store.save(Task(id=task_id, context_id="c"), context)
        kept = [task_id for task_id in ("first", "second", "third") if await store.get(task_id, context)]
        assert kept == ["first", "third"]

    asyncio.run(scenario())


def test_does_not_count_a_task_that_was_deleted() -> None:
    async def scenario() -> None:
        store = RecentTaskStore(maximum_tasks=2)
        context = ServerCallContext()
        await store.save(Task(id="first", context_id="c"), context)
        await store.save(Task(id="second", context_id="c"), context)
        await store.delete("second", context)
        await store.save(Task(id="third", context_id="c"), context)
        assert await store.get("first", context)

    asyncio.run(scenario())
