/** What the page and the backend's `/ws` say to each other: one JSON object in a text message. */
export type ClientMessage =
  | { readonly type: "ask"; readonly id: string; readonly prompt: string; readonly conversationId: string }
  | { readonly type: "cancel"; readonly id: string };

export type ServerMessage =
  | { readonly type: "ready"; readonly heartbeatSeconds: number }
  | { readonly type: "text"; readonly id: string; readonly text: string }
  | { readonly type: "end"; readonly id: string; readonly reason: "complete" | "cancelled" }
  | { readonly type: "error"; readonly id?: string; readonly code: string; readonly message: string }
  | { readonly type: "heartbeat" }
  | { readonly type: "restarting" };

/** The backend closes the connection at a longer one. */
export const longestMessageBytes = 64 * 1024;

export function encodedBytes(message: ClientMessage): number {
  return new TextEncoder().encode(JSON.stringify(message)).length;
}

/** @returns undefined for what this page does not understand: a newer backend may say more */
export function parseServerMessage(data: unknown): ServerMessage | undefined {
  const fields = parseObject(data);
  const { type, id, text, heartbeatSeconds } = fields;
  switch (type) {
    case "heartbeat":
    case "restarting":
      return { type };
    case "ready":
      return isPositive(heartbeatSeconds) ? { type, heartbeatSeconds } : undefined;
    case "text":
      return isString(id) && isString(text) ? { type, id, text } : undefined;
    case "end":
      return parseEnd(fields);
    case "error":
      return parseError(fields);
    default:
      return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function parseEnd({ id, reason }: Fields): ServerMessage | undefined {
  const isKnown = reason === "complete" || reason === "cancelled";
  return isString(id) && isKnown ? { type: "end", id, reason } : undefined;
}

function parseError({ id, code, message }: Fields): ServerMessage | undefined {
  if (!isString(code) || !isString(message)) return undefined;
  return isString(id) ? { type: "error", id, code, message } : { type: "error", code, message };
}

function parseObject(data: unknown): Fields {
  if (!isString(data)) return {};
  try {
    const parsed: unknown = JSON.parse(data);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isPositive(value: unknown): value is number {
  return typeof value === "number" && value > 0;
}
