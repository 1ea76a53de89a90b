import type { Proof } from "../delivery/gate/proof";
import type { ProvenCheck } from "../delivery/gate/prove-gate";
import { exitCodes } from "../running/user-error";

type Verdict = Proof["verdict"];

export function gateVerdict(checks: readonly ProvenCheck[]): Verdict {
  const has = (verdict: Verdict) => checks.some(({ proof }) => proof.verdict === verdict);
  if (has("broken")) return "broken";
  return has("unproven") ? "unproven" : "proven";
}

export const gateExitCodes: Readonly<Record<Verdict, number>> = {
  proven: exitCodes.passed,
  broken: exitCodes.failed,
  unproven: exitCodes.skipped,
};

const marks: Readonly<Record<Verdict, string>> = { proven: "✔", broken: "✖", unproven: "○" };

const endings: Readonly<Record<Verdict, string>> = {
  proven: "is proven",
  broken: "is broken",
  unproven: "cannot be proven in full here",
};

/** @param isPart whether not all was asked for, so that nothing is said of the rest */
export function gateReport(environment: string, checks: readonly ProvenCheck[], isPart: boolean): readonly string[] {
  const subject = `${isPart ? "this part of the gate" : "the gate"} of ${environment}`;
  return [...checks.flatMap(checkLines), "", `${subject} ${endings[gateVerdict(checks)]}`];
}

function checkLines({ title, proof }: ProvenCheck): readonly string[] {
  const head = `${marks[proof.verdict]} ${title}`;
  switch (proof.verdict) {
    case "proven":
      return [head, `    ${proof.because}`];
    case "broken":
      return [head, ...proof.breaches.map(({ what, wayOut }) => `    ${what}; ${wayOut}`)];
    case "unproven":
      return [head, `    cannot be proven here, because ${proof.because}`];
  }
}

/** What `--json` prints. */
export function gateDocument(environment: string, checks: readonly ProvenCheck[]) {
  return {
    environment,
    verdict: gateVerdict(checks),
    checks: checks.map(({ id, title, proof }) => ({ id, title, ...proof })),
  };
}
