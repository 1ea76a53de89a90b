import type { z } from "zod";
import { loadDecisions } from "./decisions";
import { approvedLossesSchema } from "./schema/approved-losses";

/** Reads the approved losses below the project's root. */
export function loadApprovedLosses(root: string): z.output<typeof approvedLossesSchema>["approvedLosses"] {
  return loadDecisions(root, "config/approved-losses.yaml", approvedLossesSchema).approvedLosses;
}
