import { Unavailable } from "../../running/user-error";
import { isRefusal } from "../aws/aws-failure";

/** What preflight found out about one thing that a deployment needs. */
export interface Answer {
  readonly subject: string;
  readonly state: "ok" | "missing" | "untold";
  /** What was found, what to do, or why it cannot be told. */
  readonly detail: string;
}

export type Finding = Omit<Answer, "subject">;

export interface Question {
  readonly subject: string;
  /** @throws Unavailable where it cannot be told */
  readonly find: () => Promise<Finding>;
}

export const ok = (detail: string): Finding => ({ state: "ok", detail });
export const missing = (detail: string): Finding => ({ state: "missing", detail });

/** What the caller may not see is no fault of the environment. */
export async function answerTo({ subject, find }: Question): Promise<Answer> {
  try {
    return { subject, ...(await find()) };
  } catch (error) {
    if (error instanceof Unavailable) return { subject, state: "untold", detail: error.message };
    if (!isRefusal(error) || !(error instanceof Error)) throw error;
    return { subject, state: "untold", detail: `AWS refuses to say: ${error.message}` };
  }
}

/** Lists each thing that is not there. */
export function allThere(what: string, absent: readonly string[], wayOut: string): Finding {
  return absent.length === 0 ? ok(what) : missing(`${absent.join(", ")}: not there; ${wayOut}`);
}
