import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type PlanReport, refusedLosses } from "../../checks/plan/plan-report";
import type { Environment } from "../../config/schema/environment";
import { type EnvironmentPlan, planEnvironment } from "../../model/plan/environment-plan";
import { emulatorClient } from "../../rehearsal/aws-client";
import { applyChange, isEmpty } from "../../rehearsal/change/apply-change";
import { assertChangeable } from "../../rehearsal/change/changeable";
import { judgedEntrance, type Outage, readEntrance } from "../../rehearsal/change/entrance";
import { identityOf, united } from "../../rehearsal/change/seed-both";
import { type EarlierState, newFacts, type Rehearsal, type SynthesizedStack } from "../../rehearsal/context";
import { type Prerequisite, prerequisitesOf } from "../../rehearsal/prerequisites";
import { refusals } from "../../rehearsal/role-use";
import { fillSecrets, seedBefore } from "../../rehearsal/seed";
import { applyStacks } from "../../rehearsal/steps/apply";
import { planAgain } from "../../rehearsal/steps/plan-again";
import { seedPrerequisites } from "../../rehearsal/steps/seed";
import { startTheEmulator } from "../../rehearsal/steps/start-emulator";
import { synthesize, synthesizedStacks, synthesizeStacks } from "../../rehearsal/steps/synthesize";
import { findTools } from "../../rehearsal/steps/tools";
import { validate } from "../../rehearsal/steps/validate";
import { TerraformClock } from "../../running/clock";
import { Fact } from "../../running/fact";
import { temporaryRunFolder } from "../../running/run-folder";
import { runStages, type StepObserver } from "../../running/run-stages";
import type { Toolbox } from "../../running/tools/toolbox";

export interface ChangeResult {
  readonly reports: readonly PlanReport[];
  readonly outages: readonly Outage[];
  /** Whether a plan must not be applied, as it loses what holds data. */
  readonly isRefused: boolean;
  /** Whether no stack was applied. */
  readonly isUntouched: boolean;
  /** Why it did not end as it should; empty where it did. */
  readonly problems: readonly string[];
}

/** An environment on an emulator that stays up while its settings change. */
export class KeptDeployment {
  private constructor(
    private readonly rehearsal: Rehearsal,
    private seeded: readonly Prerequisite[],
  ) {}

  /** @throws Error where it cannot even be made */
  static async of(environment: Environment, toolbox: Toolbox, observer: StepObserver): Promise<KeptDeployment> {
    const folder = temporaryRunFolder(toolbox.shutdown);
    mkdirSync(folder.local, { recursive: true });
    const rehearsal: Rehearsal = {
      environment,
      plan: planEnvironment(environment),
      options: { keep: false, destroy: true },
      change: undefined,
      toolbox,
      folder,
      logFolder: join(toolbox.projectRoot, ".slipway", "logs", `changes-${environment.name}`),
      clock: new TerraformClock(),
      others: [],
      ...newFacts(),
    };
    const stages = [[findTools, synthesize], [validate, startTheEmulator], seedPrerequisites, applyStacks];
    const steps = await runStages(stages, rehearsal, observer);
    const failed = steps.find(({ outcome }) => outcome !== "passed");
    if (failed !== undefined) throw new Error(`${failed.title}: ${failed.reasons.join("; ")}`);
    return new KeptDeployment(rehearsal, prerequisitesOf(rehearsal.plan));
  }

  /** By the documented commands: plan and apply of each stack in order, and a second plan. */
  async change(environment: Environment): Promise<ChangeResult> {
    assertChangeable(this.rehearsal.environment, environment);
    const changed = await this.as(environment);
    const { emulator, authorizer } = this.rehearsal;
    const { length: callsBefore } = authorizer.value.calls;
    const { events } = await readEntrance(emulator.value);
    const begin = events.at(-1)?.sequence ?? 0;
    const { problems = [] } = await applyChange.run(changed, () => {});
    const entrance = await readEntrance(emulator.value);
    const since = { ...entrance, outages: entrance.outages.filter(({ sequence }) => sequence > begin) };
    const judged = judgedEntrance(since, changed.plan);
    const again = changed.applied.orNothing === true ? await planAgain.run(changed, () => {}) : {};
    const reports = changed.planned.value;
    const isRefused = reports.some((report) => refusedLosses(report).length > 0);
    return {
      reports,
      outages: judged.outages,
      isRefused,
      isUntouched: isRefused && reports.slice(0, -1).every(isEmpty),
      problems: [
        ...problems,
        ...judged.problems,
        ...(again.problems ?? []),
        ...refusals(authorizer.value.calls.slice(callsBefore)),
      ],
    };
  }

  /** Whatever that loses. @throws MendableError where terraform cannot get back */
  async restore(environment: Environment): Promise<void> {
    await applyStacks.run(await this.as(environment), () => {});
  }

  /** The same emulator and state, with other settings. */
  private async as(environment: Environment): Promise<Rehearsal> {
    const { folder } = this.rehearsal;
    const plan = planEnvironment(environment);
    await this.seed(plan);
    const stacks = new Fact<readonly SynthesizedStack[]>("the synthesized JSON");
    stacks.set(synthesizedStacks(environment, folder, synthesizeStacks([environment], folder)));
    return {
      ...this.rehearsal,
      environment,
      plan,
      stacks,
      applied: new Fact<true>("what terraform apply would have made"),
      earlier: new Fact<EarlierState>("what the change begins from"),
      planned: new Fact<readonly PlanReport[]>("the plans of the change"),
    };
  }

  /** What the settings expect besides; a secret that is there gets the keys that it lacks. */
  private async seed(plan: EnvironmentPlan): Promise<void> {
    const client = emulatorClient(this.rehearsal.emulator.value, plan.account.region);
    const all = united([...this.seeded, ...prerequisitesOf(plan)]);
    const known = new Map(this.seeded.map((prerequisite) => [identityOf(prerequisite), JSON.stringify(prerequisite)]));
    const isThere = (prerequisite: Prerequisite) => known.has(identityOf(prerequisite));
    await seedBefore(
      client,
      all.filter((prerequisite) => !isThere(prerequisite)),
    );
    const grown = all
      .filter((prerequisite) => prerequisite.kind === "secret")
      .filter((secret) => isThere(secret) && known.get(identityOf(secret)) !== JSON.stringify(secret));
    await fillSecrets(
      client,
      grown.map(({ find, keys }) => ({ shown: "name" in find ? find.name : find.arn, keys })),
    );
    this.seeded = all;
  }
}
