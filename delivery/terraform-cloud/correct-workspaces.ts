import type { Environment } from "../../config/schema/environment";
import type { Progress } from "../../running/progress";
import { type FinishedStep, runStages, type Step } from "../../running/run-stages";
import type { TerraformCloudClient } from "./client";
import { correctWorkspace } from "./workspace-correction";
import { readWorkspaces, type WorkspaceReading } from "./workspace-reading";
import { obstacleText, workspaceReport } from "./workspace-report";

export type WorkspaceOutcome = "unchanged" | "changed" | "drifted" | "declined" | "failed";

export interface CorrectionOptions {
  /** Looks only. */
  readonly check: boolean;
  /** The account's stack is applied where a person runs Terraform, with that person's credentials. */
  readonly byAdministrator: boolean;
  /** Does not ask. */
  readonly yes: boolean;
  /** Asks a person; absent where there is none. */
  readonly ask?: (question: string) => Promise<boolean>;
  readonly progress: Progress;
}

export interface CorrectedWorkspaces {
  readonly outcome: WorkspaceOutcome;
  /** Absent where the server could not be read. */
  readonly reading?: WorkspaceReading;
  readonly failures: readonly string[];
}

/** Shows what every stack's workspace lacks, and brings it about when a person agrees. */
export async function correctWorkspaces(
  client: TerraformCloudClient,
  environment: Environment,
  options: CorrectionOptions,
): Promise<CorrectedWorkspaces> {
  const { progress } = options;
  let reading: WorkspaceReading | undefined;
  const read: Step<undefined> = {
    title: "compare the workspaces",
    run: async () => {
      reading = await readWorkspaces(client, environment, options);
      return { details: workspaceReport(reading) };
    },
  };
  const steps = await runStages([read], undefined, progress);
  if (reading === undefined) return { outcome: "failed", failures: reasonsOf(steps) };
  const answer = await answerOf(reading, options);
  if (answer === "unasked") return failed(reading, noTerminal, progress);
  const elsewhere = reading.stacks.flatMap(({ obstacles }) => obstacles.map(obstacleText));
  if (answer !== "agreed") return ended(answer, reading, elsewhere);
  const failures = reasonsOf(await runStages(corrections(client, reading), undefined, progress));
  if (failures.length > 0) progress.print("what was changed stays; mend this, and the same command completes the rest");
  return ended("changed", reading, [...failures, ...elsewhere]);
}

/** Nothing is well while something stays that this command cannot change. */
function ended(outcome: WorkspaceOutcome, reading: WorkspaceReading, failures: readonly string[]): CorrectedWorkspaces {
  const isWell = outcome === "unchanged" || outcome === "changed";
  return { outcome: isWell && failures.length > 0 ? "failed" : outcome, reading, failures };
}

const noTerminal =
  "there is no terminal to ask on, so nothing was changed; add --yes to change it, or --check to look only";

function failed(reading: WorkspaceReading, failure: string, { print }: Progress): CorrectedWorkspaces {
  print(failure);
  return { outcome: "failed", reading, failures: [failure] };
}

type Answer = "unchanged" | "drifted" | "agreed" | "declined" | "unasked";

async function answerOf(
  { stacks }: WorkspaceReading,
  { check, yes, ask, progress }: CorrectionOptions,
): Promise<Answer> {
  const count = stacks.filter(({ changes }) => changes.length > 0).length;
  if (count === 0) return "unchanged";
  if (check) return "drifted";
  if (yes) return "agreed";
  if (ask === undefined) return "unasked";
  if (await ask(`change ${count === 1 ? "this workspace" : `these ${count} workspaces`}?`)) return "agreed";
  progress.print("nothing was changed");
  return "declined";
}

function corrections(client: TerraformCloudClient, reading: WorkspaceReading): readonly Step<undefined>[] {
  return reading.stacks
    .filter(({ changes }) => changes.length > 0)
    .map((stack) => ({
      title: `${stack.workspaceId === undefined ? "make" : "correct"} ${stack.wanted.name}`,
      run: async () => {
        await correctWorkspace(client, reading, stack);
        return {};
      },
    }));
}

function reasonsOf(steps: readonly FinishedStep[]): readonly string[] {
  return steps.flatMap(({ reasons }) => reasons);
}
