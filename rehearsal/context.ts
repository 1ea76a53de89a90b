import type { PlanReport } from "../checks/plan/plan-report";
import type { ScanResult } from "../checks/scan-stacks";
import type { Environment } from "../config/schema/environment";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import type { TerraformClock } from "../running/clock";
import { Fact } from "../running/fact";
import type { RunFolder } from "../running/run-folder";
import type { Step } from "../running/run-stages";
import type { Stack, Terraform } from "../running/terraform";
import type { Toolbox } from "../running/tools/toolbox";
import type { Authorizer } from "./authorizer";
import type { ChangeSource } from "./change/change-source";
import type { Outage } from "./change/entrance";
import type { Emulator } from "./emulator";
import type { InventoryEntry, KeptByAws } from "./inventory";
import type { TableResult } from "./read-back/table";
import type { ScannerPrograms } from "./scan-environment";
import type { SeededImage } from "./seed";

export interface RehearsalOptions {
  /** The emulator stays up, and the run's folder is the project itself. */
  readonly keep: boolean;
  readonly destroy: boolean;
}

/** What all steps share: what is given, and the facts that one step finds out for the next. */
export interface Rehearsal {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  /** Those that are deployed into the same account at the same time. */
  readonly others: readonly EnvironmentPlan[];
  readonly options: RehearsalOptions;
  /** Where the environment was before; absent where its creation is rehearsed. */
  readonly change: ChangeSource | undefined;
  readonly toolbox: Toolbox;
  readonly folder: RunFolder;
  readonly logFolder: string;
  readonly clock: TerraformClock;

  readonly terraform: Fact<Terraform>;
  readonly python: Fact<string>;
  readonly scanners: Fact<ScannerPrograms>;
  readonly stacks: Fact<readonly SynthesizedStack[]>;
  readonly authorizer: Fact<Authorizer>;
  readonly emulator: Fact<Emulator>;
  readonly images: Fact<readonly SeededImage[]>;
  readonly inventoryBefore: Fact<readonly InventoryEntry[]>;
  /** Whether every stack was applied. */
  readonly applied: Fact<true>;
  readonly destroyed: Fact<true>;

  readonly scan: Fact<ScanResult>;
  readonly tables: Fact<readonly TableResult[]>;
  readonly keptByAws: Fact<readonly KeptByAws[]>;

  readonly earlier: Fact<EarlierState>;
  /** Of each stack that was planned on the way from before to now. */
  readonly planned: Fact<readonly PlanReport[]>;
  readonly outages: Fact<readonly Outage[]>;
}

/** What was deployed before a change. */
export interface EarlierState {
  readonly environment: Environment;
  readonly plan: EnvironmentPlan;
  readonly stacks: readonly SynthesizedStack[];
  /** By which program, in words. */
  readonly madeBy: string;
}

export interface SynthesizedStack extends Stack {
  readonly resourcesByType: Readonly<Record<string, number>>;
  /** The providers that may deploy it to the cloud; empty for what another program has made. */
  readonly providerRange: string;
  /** What this provider cannot carry, in words. */
  readonly leftOut: readonly string[];
}

export type RehearsalStep = Step<Rehearsal>;

export function newFacts() {
  return {
    terraform: new Fact<Terraform>("terraform"),
    python: new Fact<string>("the emulator's Python"),
    scanners: new Fact<ScannerPrograms>("tfsec or checkov"),
    stacks: new Fact<readonly SynthesizedStack[]>("the synthesized JSON"),
    authorizer: new Fact<Authorizer>("the authorizer"),
    emulator: new Fact<Emulator>("the emulator"),
    images: new Fact<readonly SeededImage[]>("the seeded image"),
    inventoryBefore: new Fact<readonly InventoryEntry[]>("the inventory before"),
    applied: new Fact<true>("what terraform apply would have made"),
    destroyed: new Fact<true>("what terraform destroy would have left"),
    scan: new Fact<ScanResult>("the scan"),
    tables: new Fact<readonly TableResult[]>("the read-back"),
    keptByAws: new Fact<readonly KeptByAws[]>("the inventory after"),
    earlier: new Fact<EarlierState>("what the change begins from"),
    planned: new Fact<readonly PlanReport[]>("the plans of the change"),
    outages: new Fact<readonly Outage[]>("the entrance"),
  };
}
