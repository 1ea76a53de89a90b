import { z } from "zod";
import { termProblem } from "../../model/decision-term";
import { kebabName, text } from "./primitives";
import { withRule } from "./rules";

const longestTermDays = 180;
const day = z.iso.date("use a day such as 2026-11-21");

const acceptedRisk = withRule(
  z.strictObject({
    rule: text(/^[A-Za-z][A-Za-z0-9_-]*$/, "a rule", "its name as the scan shows it").describe(
      "Rule of ours or of a scanner, as the scan names it",
    ),
    address: z
      .string()
      .min(1, "use the address or the construct path that the scan shows")
      .describe("Exact address of the resource, or path of its construct"),
    fingerprints: z
      .array(text(/^[0-9a-f]{12}$/, "a fingerprint", "the twelve digits that the scan shows"))
      .min(1, "name what was seen, by the fingerprints that the scan shows")
      .describe("What was seen there: whatever is added or changed later is another finding"),
    environment: kebabName.describe("Environment, or account-NAME for what its environments share"),
    reason: z.string().min(20, "say in a sentence why the risk is taken").describe("Why the risk is taken"),
    owners: z
      .array(kebabName)
      .min(1, "name at least one role")
      .describe("Roles that answer for it; a critical one takes two"),
    acceptedOn: day.describe("Day of the decision"),
    expires: day.describe(
      `First day on which it is an error again, at most ${longestTermDays} days later, 90 for a critical one`,
    ),
    monthlyUsd: z.number().min(0).describe("Monthly cost of the alternative"),
  }),
  z.object({ acceptedOn: z.iso.date(), expires: z.iso.date() }),
  ({ acceptedOn, expires }) => {
    const message = termProblem(acceptedOn, expires, longestTermDays);
    return message === undefined ? [] : [{ path: ["expires"], message }];
  },
);

export const acceptedRisksSchema = z.strictObject({
  acceptedRisks: z.array(acceptedRisk).describe("Findings that are known and taken"),
});
