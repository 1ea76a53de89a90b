"""The agent's loop as the A2A protocol wants to see it: a task that works, streams an artifact and completes."""

import hashlib
import logging
from contextlib import aclosing
from uuid import uuid4

from a2a.helpers import new_task_from_user_message, new_text_part
from a2a.server.agent_execution import AgentExecutor, RequestContext
from a2a.server.events import EventQueue
from a2a.server.tasks import TaskUpdater

from backend.agent_loop import AgentLoop

_log = logging.getLogger(__name__)


class AgentLoopExecutor(AgentExecutor):
    """
    Runs one loop a task. What goes wrong inside is logged here and told to nobody outside. By the protocol a loop runs
    on when its caller hangs up, who may ask for the task again: so loops are limited here, and not only calls.
    """

    def __init__(self, agent: AgentLoop, maximum_loops: int) -> None:
        self._agent = agent
        self._loops_left = maximum_loops

    async def execute(self, context: RequestContext, event_queue: EventQueue) -> None:
        assert context.message is not None
        task = context.current_task or new_task_from_user_message(context.message)
        if context.current_task is None:
            await event_queue.enqueue_event(task)
        updater = TaskUpdater(event_queue, task.id, task.context_id)
        prompt = context.get_user_input()
        if not prompt.strip():
            await updater.reject(updater.new_agent_message([new_text_part("the message has no text")]))
            return
        if self._loops_left == 0:
            _log.warning("agent-to-agent task rejected: too many are running")
            await updater.reject(
                updater.new_agent_message([new_text_part("too many tasks are running; try again soon")])
            )
            return
        await updater.start_work()
        self._loops_left -= 1
        try:
            await self._answer(prompt, _conversation_id(context, task.context_id), updater)
        except Exception as error:
            _log.error("agent-to-agent task failed", extra={"cause": type(error).__name__})
            await updater.failed(updater.new_agent_message([new_text_part("the agent could not answer")]))
            return
        finally:
            self._loops_left += 1
        await updater.complete()

    async def cancel(self, context: RequestContext, event_queue: EventQueue) -> None:
        """The SDK has ended `execute`, and with it the upstream call; what is left is to say so."""
        assert context.task_id is not None
        assert context.context_id is not None
        await TaskUpdater(event_queue, context.task_id, context.context_id).cancel()

    async def _answer(self, prompt: str, conversation_id: str, updater: TaskUpdater) -> None:
        artifact_id = uuid4().hex
        is_first = True
        async with aclosing(self._agent.stream(prompt, conversation_id)) as texts:
            async for text in texts:
                await updater.add_artifact([new_text_part(text)], artifact_id=artifact_id, append=not is_first)
                is_first = False


def _conversation_id(context: RequestContext, context_id: str) -> str:
    """A context id is chosen by the caller: bound to the caller's name, it cannot open what others have said."""
    caller = context.call_context.user.user_name
    return "a2a-" + hashlib.sha256(f"{caller}\n{context_id}".encode()).hexdigest()
