import { UserError } from "../../running/user-error";
import { autoApply } from "./auto-apply";
import { credentials } from "./credentials";
import { exemption } from "./exemption";
import { githubEnvironment } from "./github-environment";
import { pipelineTeam } from "./pipeline-team";
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

const checks: readonly GateCheck[] = [
  autoApply,
  credentials,
  token,
  pipelineTeam,
  githubEnvironment,
  workflows,
  roles,
  promotion,
  exemption,
];

export interface GateQuestion {
  /** Whether runs are made that have to stop. */
  readonly probe: boolean;
  /** Ids of the checks that are wanted; all where there is none. */
  readonly only: readonly string[];
}

/** @throws UserError where a check is asked for that there is not */
export async function proveGate(
  facts: GateFacts,
  question: GateQuestion,
  note: (title: string) => void,
): Promise<readonly ProvenCheck[]> {
  const proven: ProvenCheck[] = [];
  for (const check of chosenChecks(question)) {
    note(check.title);
    proven.push({ id: check.id, title: check.title, proof: await proofOf(check, facts) });
  }
  return proven;
}

function chosenChecks({ probe, only }: GateQuestion): readonly GateCheck[] {
  const all = [...checks, ...(probe ? [runStops] : [])];
  const unknown = only.find((id) => all.every((check) => check.id !== id));
  if (unknown !== undefined) {
    const ids = all.map(({ id }) => id).join(", ");
    const further = probe ? "" : `, and with --probe ${runStops.id}`;
    throw new UserError(`${unknown} is not a check of the gate; there are ${ids}${further}`);
  }
  return only.length === 0 ? all : all.filter(({ id }) => only.includes(id));
}

async function proofOf({ prove }: GateCheck, facts: GateFacts): Promise<Proof> {
  try {
    return await prove(facts);
  } catch (error) {
    if (error instanceof UserError) return { verdict: "unproven", because: error.message };
    throw error;
  }
}
