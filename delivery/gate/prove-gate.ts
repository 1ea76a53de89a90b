import { UserError } from "../../running/user-error";
import { autoApply } from "./auto-apply";
import { credentials } from "./credentials";
import { githubEnvironment } from "./github-environment";
import { promotion } from "./promotion";
import type { GateCheck, GateFacts, Proof } from "./proof";
import { roles } from "./roles";
import { runStops } from "./run-stops";
import { token } from "./token";
import { workflows } from "./workflows";

export interface ProvenCheck {
  readonly id: string;
  readonly title: string;
  readonly proof: Proof;
}

const checks: readonly GateCheck[] = [autoApply, credentials, token, githubEnvironment, workflows, roles, promotion];

/** @param probe whether runs are made that have to stop */
export async function proveGate(
  facts: GateFacts,
  { probe }: { readonly probe: boolean },
  note: (title: string) => void,
): Promise<readonly ProvenCheck[]> {
  const proven: ProvenCheck[] = [];
  for (const check of [...checks, ...(probe ? [runStops] : [])]) {
    note(check.title);
    proven.push({ id: check.id, title: check.title, proof: await proofOf(check, facts) });
  }
  return proven;
}

async function proofOf({ prove }: GateCheck, facts: GateFacts): Promise<Proof> {
  try {
    return await prove(facts);
  } catch (error) {
    if (error instanceof UserError) return { verdict: "unproven", because: error.message };
    throw error;
  }
}
