import type { AcceptedRisk } from "../accepted-risks";
import { givenPart } from "../parts";
import { type SeenFinding, seenAs } from "../seen-finding";

/** The finding of a load balancer that faces the internet. */
export const aFinding = (overrides: Partial<SeenFinding> = {}): SeenFinding => ({
  ...seenAs(
    {
      scanner: "tfsec",
      rule: "aws-elb-alb-not-public",
      severity: "HIGH",
      address: "aws_lb.load-balancer",
      constructPath: "staging/load-balancer/load-balancer",
      message: "Load balancer is exposed publicly",
      remedy: "Switch to an internal load balancer",
    },
    givenPart({ internal: false }),
  ),
  ...overrides,
});

/** An entry that takes it. */
export const aRisk = (overrides: Partial<AcceptedRisk> = {}): AcceptedRisk => {
  const { rule, address, fingerprint } = aFinding();
  return {
    rule,
    address,
    fingerprints: [fingerprint],
    environment: "staging",
    reason: "clients are on the internet",
    owners: ["platform-team"],
    acceptedOn: "2026-11-21",
    expires: "2027-05-20",
    monthlyUsd: 20,
    ...overrides,
  };
};
