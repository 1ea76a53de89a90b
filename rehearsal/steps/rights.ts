import type { RehearsalStep } from "../context";
import { refusals } from "../role-use";

/** Terraform's provider goes on without some of what it is refused, and would in AWS, with a right that is missed. */
export const compareRights: RehearsalStep = {
  title: "every call was allowed to its role",
  run: async ({ authorizer }) => ({ problems: refusals(authorizer.value.calls) }),
};
