import type { Stage } from "../../running/run-stages";
import type { Rehearsal, RehearsalOptions } from "../context";
import { clearDeletedSecrets } from "../steps/clear-deleted-secrets";
import { destroyStacks } from "../steps/destroy";
import { compareInventory } from "../steps/inventory-after";
import { planAgain } from "../steps/plan-again";
import { readResourcesBack } from "../steps/read-back";
import { compareRights } from "../steps/rights";
import { startTheEmulator } from "../steps/start-emulator";
import { synthesize } from "../steps/synthesize";
import { findTools } from "../steps/tools";
import { validate } from "../steps/validate";
import { applyChange } from "./apply-change";
import { applyEarlier, validateEarlier } from "./apply-earlier";
import { askEntrance } from "./ask-entrance";
import { seedBoth } from "./seed-both";
import { synthesizeEarlier } from "./synthesize-earlier";

/** The rehearsal of a change from top to bottom; what the settings ask by themselves is scanned in their own rehearsal. */
export function changeStages({ destroy, keep }: RehearsalOptions): readonly Stage<Rehearsal>[] {
  return [
    [findTools, synthesize, synthesizeEarlier],
    [validate, validateEarlier, startTheEmulator],
    seedBoth,
    applyEarlier,
    applyChange,
    planAgain,
    readResourcesBack,
    askEntrance,
    ...(destroy ? [destroyStacks, compareInventory] : []),
    compareRights,
    ...(destroy && keep ? [clearDeletedSecrets] : []),
  ];
}
