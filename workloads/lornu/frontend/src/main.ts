import { Connection } from "./connection";
import { initialState, type PageEvent, reduce, runningExchange } from "./page-state";
import { PageView } from "./page-view";
import { randomId } from "./random-id";
import { whyNotAsk } from "./wording";

const conversationId = randomId();
let state = initialState;

const view = new PageView({ ask, cancel });
const connection = new Connection(webSocketUrl(), {
  onState: (changed) => dispatch({ type: "connection", connection: changed }),
  onMessage: (message) => dispatch({ type: "message", message }),
});
connection.open();

function dispatch(event: PageEvent): void {
  state = reduce(state, event);
  view.render(state);
}

function ask(prompt: string): void {
  const message = { type: "ask", id: randomId(), prompt, conversationId } as const;
  const reason = whyNotAsk(state, message);
  if (reason !== undefined) {
    dispatch({ type: "refused", reason });
    return;
  }
  connection.send(message);
  dispatch({ type: "asked", id: message.id, prompt });
  view.clearPrompt();
}

function cancel(): void {
  const running = runningExchange(state);
  if (running !== undefined) connection.send({ type: "cancel", id: running.id });
}

function webSocketUrl(): string {
  const url = new URL("/ws", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}
