import type { z } from "zod";
import { loadDecisions } from "./decisions";
import { acceptedRisksSchema } from "./schema/accepted-risks";

/** Reads the accepted risks below the project's root. */
export function loadAcceptedRisks(root: string): z.output<typeof acceptedRisksSchema>["acceptedRisks"] {
  return loadDecisions(root, "config/accepted-risks.yaml", acceptedRisksSchema).acceptedRisks;
}
