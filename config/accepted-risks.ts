import type { z } from "zod";
import { loadDecisions } from "./decisions";
import { acceptedRisksSchema } from "./schema/accepted-risks";

export const acceptedRisksFile = "config/accepted-risks.yaml";

/** Reads the accepted risks below the project's root. */
export function loadAcceptedRisks(root: string): z.output<typeof acceptedRisksSchema>["acceptedRisks"] {
  return loadDecisions(root, acceptedRisksFile, acceptedRisksSchema).acceptedRisks;
}
