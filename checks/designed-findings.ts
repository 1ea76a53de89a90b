import type { Finding } from "./finding";

/** A finding that Slipway's own design causes: nobody who uses it decides on it. */
interface Design {
  readonly rule: string;
  /** Constructs whose resources it is found at; their ids are a contract. */
  readonly madeBy: RegExp;
  readonly because: string;
}

export interface DesignedFinding {
  readonly finding: Finding;
  readonly because: string;
}

const designs: readonly Design[] = [
  {
    rule: "aws-iam-no-policy-wildcards",
    madeBy: /^account-[^/]+\/(.+-)?boundary\/policy$/,
    because: "a boundary grants nothing: what it leaves, a role's own policy must still allow",
  },
  {
    rule: "wildcard-action",
    madeBy: /^account-[^/]+\/(delivery|read|base|runtime)-boundary\/policy$/,
    because: "a boundary grants nothing, and all calls by name do not fit into the 6,144 characters of a policy",
  },
  {
    rule: "aws-iam-no-policy-wildcards",
    madeBy: /^account-[^/]+\/(.+-(read|write)(-\d+)?|.+-(plan|apply|release)|preflight)\/policy$/,
    because:
      "AWS makes up whole names or their ends; beginnings of names and tags limit each call, and a test holds them",
  },
  {
    rule: "aws-ec2-no-public-egress-sgr",
    madeBy: /^[^/]+-base\/load-balancer-security-group\/group$/,
    because: "the load balancer fetches the keys of tokens from their issuer, by HTTPS alone, which open-egress holds",
  },
];

/** Parts findings by whether the design causes them. */
export function partDesigned(findings: readonly Finding[]) {
  const judged = findings.map((finding) => ({ finding, because: reasonFor(finding) }));
  return {
    findings: judged.flatMap(({ finding, because }) => (because === undefined ? [finding] : [])),
    designed: judged.flatMap(({ finding, because }): DesignedFinding[] =>
      because === undefined ? [] : [{ finding, because }],
    ),
  };
}

function reasonFor({ rule, constructPath }: Finding): string | undefined {
  return designs.find((design) => design.rule === rule && design.madeBy.test(constructPath))?.because;
}
