import { z } from "zod";
import { termProblem } from "../../model/decision-term";
import { kebabName } from "./primitives";
import { withRule } from "./rules";

const day = z.iso.date("use a day such as 2026-11-21");
/** An approval is for a plan that is about to be applied, not for a state of affairs. */
const longestTermDays = 14;

const approvedLoss = withRule(
  z.strictObject({
    stack: kebabName.describe("Stack of the plan; the same address in another stack is another thing"),
    address: z.string().min(1, "use the address that the plan's report shows").describe("Exact address in Terraform"),
    action: z.enum(["destroy", "replace"]).describe("What may happen to it"),
    reason: z
      .string()
      .min(20, "say in a sentence why it may go, and what becomes of its data")
      .describe("Why it may go"),
    owners: z.array(kebabName).min(1, "name at least one role").describe("Roles that answer for it"),
    approvedOn: day.describe("Day of the decision"),
    expires: day.describe(`First day on which it is refused again, at most ${longestTermDays} days later`),
  }),
  z.object({ approvedOn: z.iso.date(), expires: z.iso.date() }),
  ({ approvedOn, expires }) => {
    const message = termProblem(approvedOn, expires, longestTermDays);
    return message === undefined ? [] : [{ path: ["expires"], message }];
  },
);

export const approvedLossesSchema = z.strictObject({
  approvedLosses: z.array(approvedLoss).describe("Things that hold data and that a plan may destroy or replace"),
});
