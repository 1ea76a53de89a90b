import type { Stage } from "../running/run-stages";
import type { Rehearsal, RehearsalOptions } from "./context";
import { applyStacks } from "./steps/apply";
import { clearDeletedSecrets } from "./steps/clear-deleted-secrets";
import { destroyStacks } from "./steps/destroy";
import { compareInventory } from "./steps/inventory-after";
import { planAgain } from "./steps/plan-again";
import { readResourcesBack } from "./steps/read-back";
import { compareRights } from "./steps/rights";
import { scaleByHand } from "./steps/scale-by-hand";
import { findTheScanners, scan } from "./steps/scan";
import { seedPrerequisites } from "./steps/seed";
import { startTheEmulator } from "./steps/start-emulator";
import { synthesize } from "./steps/synthesize";
import { findTools } from "./steps/tools";
import { validate } from "./steps/validate";

/** A rehearsal from top to bottom; steps in one list run side by side. */
export function rehearsalStages({ destroy, keep }: RehearsalOptions): readonly Stage<Rehearsal>[] {
  return [
    [findTools, findTheScanners, synthesize],
    [validate, scan, startTheEmulator],
    seedPrerequisites,
    applyStacks,
    planAgain,
    readResourcesBack,
    scaleByHand,
    ...(destroy ? [destroyStacks, compareInventory] : []),
    compareRights,
    ...(destroy && keep ? [clearDeletedSecrets] : []),
  ];
}
