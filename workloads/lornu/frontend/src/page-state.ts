import type { ServerMessage } from "./protocol";

export type ConnectionState =
  | { readonly phase: "connecting" }
  | { readonly phase: "connected" }
  /** The backend ends after the running answer and takes no new question. */
  | { readonly phase: "restarting" }
  | { readonly phase: "waiting"; readonly delaySeconds: number; readonly secondsLeft: number }
  /** The browser has no network, so that no attempt is worth making. */
  | { readonly phase: "offline" };

export interface Exchange {
  readonly id: string;
  readonly prompt: string;
  readonly answer: string;
  readonly outcome: "running" | "complete" | "cancelled" | "interrupted" | "failed";
  /** Why it has no whole answer, in words; empty otherwise. */
  readonly problem: string;
}

export interface PageState {
  readonly connection: ConnectionState;
  /** Oldest first; at most the last one is running. */
  readonly exchanges: readonly Exchange[];
  /** What the person should know and no exchange tells; empty otherwise. */
  readonly notice: string;
}

export type PageEvent =
  | { readonly type: "connection"; readonly connection: ConnectionState }
  | { readonly type: "message"; readonly message: ServerMessage }
  | { readonly type: "asked"; readonly id: string; readonly prompt: string }
  | { readonly type: "refused"; readonly reason: string };

export const initialState: PageState = { connection: { phase: "connecting" }, exchanges: [], notice: "" };

export function runningExchange({ exchanges }: PageState): Exchange | undefined {
  return exchanges.find(({ outcome }) => outcome === "running");
}

export function reduce(state: PageState, event: PageEvent): PageState {
  switch (event.type) {
    case "connection":
      return connectionChanged(state, event.connection);
    case "message":
      return messageCame(state, event.message);
    case "asked":
      return {
        ...state,
        notice: "",
        exchanges: [
          ...state.exchanges,
          { id: event.id, prompt: event.prompt, answer: "", outcome: "running", problem: "" },
        ],
      };
    case "refused":
      return { ...state, notice: event.reason };
  }
}

function connectionChanged(state: PageState, connection: ConnectionState): PageState {
  const isUp = connection.phase === "connected" || connection.phase === "restarting";
  const running = runningExchange(state);
  const changed = { ...state, connection, notice: isUp ? "" : state.notice };
  if (isUp || running === undefined) return changed;
  return changeExchange(changed, running.id, (exchange) => ({
    ...exchange,
    outcome: "interrupted",
    problem: "the connection was lost before the answer ended",
  }));
}

function messageCame(state: PageState, message: ServerMessage): PageState {
  switch (message.type) {
    case "text":
      return changeExchange(state, message.id, (exchange) => ({ ...exchange, answer: exchange.answer + message.text }));
    case "end":
      return changeExchange({ ...state, notice: "" }, message.id, (exchange) => ({
        ...exchange,
        outcome: message.reason,
      }));
    case "error":
      return errorCame(state, message);
    default:
      return state;
  }
}

function errorCame(state: PageState, { id, code, message }: ServerMessage & { readonly type: "error" }): PageState {
  if (id === undefined) return { ...state, notice: message };
  const outcome = code === "restarting" ? "interrupted" : "failed";
  return changeExchange(state, id, (exchange) => ({ ...exchange, outcome, problem: message }));
}

/** Only a running exchange changes: what comes late, for one that was given up, changes nothing. */
function changeExchange(state: PageState, id: string, change: (exchange: Exchange) => Exchange): PageState {
  const exchanges = state.exchanges.map((exchange) =>
    exchange.id === id && exchange.outcome === "running" ? change(exchange) : exchange,
  );
  return { ...state, exchanges };
}
