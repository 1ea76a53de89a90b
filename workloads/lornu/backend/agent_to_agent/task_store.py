"""Tasks of callers, for those who ask for one again."""

from collections import OrderedDict

from a2a.auth.user import User
from a2a.server.context import ServerCallContext
from a2a.server.tasks import InMemoryTaskStore
from a2a.types import Task


class RecentTaskStore(InMemoryTaskStore):
    """The SDK's store keeps every task for ever; this one drops the task that was saved longest ago."""

    def __init__(self, maximum_tasks: int) -> None:
        super().__init__()
        self._maximum_tasks = maximum_tasks
        self._owners: OrderedDict[str, User] = OrderedDict()

    async def save(self, task: Task, context: ServerCallContext) -> None:
        await super().save(task, context)
        self._owners[task.id] = context.user
        self._owners.move_to_end(task.id)
        if len(self._owners) > self._maximum_tasks:
            oldest, owner = self._owners.popitem(last=False)
            await super().delete(oldest, ServerCallContext(user=owner))

    async def delete(self, task_id: str, context: ServerCallContext) -> None:
        self._owners.pop(task_id, None)
        await super().delete(task_id, context)
