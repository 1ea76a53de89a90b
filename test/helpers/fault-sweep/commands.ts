import { autoApply } from "../../../delivery/gate/auto-apply";
import { credentials } from "../../../delivery/gate/credentials";
import { exemption } from "../../../delivery/gate/exemption";
import { gateFacts } from "../../../delivery/gate/facts";
import { githubEnvironment } from "../../../delivery/gate/github-environment";
import { lastApplied } from "../../../delivery/gate/last-applied";
import { pipelineTeam } from "../../../delivery/gate/pipeline-team";
import type { Proof } from "../../../delivery/gate/proof";
import { probe } from "../../../delivery/gate/run-stops";
import { token } from "../../../delivery/gate/token";
import { githubClient } from "../../../delivery/github/client";
import { keepIssue } from "../../../delivery/github/kept-issue";
import { driftIssue } from "../../../delivery/github/kept-issue-text";
import { PlanFiles } from "../../../delivery/terraform-cloud/plan-files";
import { planStacks } from "../../../delivery/terraform-cloud/plan-stacks";
import { runStacks } from "../../../delivery/terraform-cloud/run-stacks";
import { changesText } from "../../../delivery/terraform-cloud/stack-run";
import { workspaceOfStack } from "../../../delivery/terraform-cloud/workspace-of-stack";
import { stackNames } from "../../../model/stack-names";
import type { FinishedStep } from "../../../running/run-stages";
import { UserError } from "../../../running/user-error";
import { aPastRun } from "../terraform-cloud/past-run";
import type { Place } from "./place";

/** How a command ended: what it settled, one line a part; a part that it could not settle is "unknown". */
export interface Ended {
  readonly settled: Readonly<Record<string, string>>;
}

export interface SweptCommand {
  readonly name: string;
  readonly hasWorkspaces: boolean;
  /** What is wrong with the organization before the command. */
  readonly spoil?: (place: Place) => void;
  readonly run: (place: Place) => Promise<Ended>;
  /** What must hold after a fault, when the same command is given again. */
  readonly mended?: (place: Place) => string;
}

export const unknown = "unknown";
const timeoutSeconds = 30;

const workspace: SweptCommand = {
  name: "workspace",
  hasWorkspaces: false,
  run: async (place) => {
    const { outcome } = await place.correct();
    return { settled: { workspaces: outcome === "failed" ? unknown : outcome } };
  },
  mended: ({ standIn }) => {
    const { workspaces, variables, teamAccess, teams, projects } = standIn.database.tables;
    const names = new Map([...workspaces, ...teams, ...projects].map(({ id, name }) => [id, name]));
    const named = (text: string) => text.replaceAll(/(ws|team|prj)-[0-9a-f]+/g, (id) => names.get(id) ?? id);
    return [...workspaces, ...variables, ...teamAccess]
      .map(({ id: _, ...rest }) => named(JSON.stringify(rest)))
      .sort()
      .join("\n");
  },
};

const plan: SweptCommand = {
  name: "plan",
  hasWorkspaces: true,
  run: async (place) => {
    const { environment } = place;
    const request = {
      environment,
      stacks: stackNames(environment),
      timeoutSeconds,
      files: new PlanFiles(place.folder),
    };
    const { steps, planned } = await planStacks(request, place.toolbox, place.progress, async () =>
      prepared(place, true),
    );
    return {
      settled: {
        ...unsettled(steps),
        ...Object.fromEntries(planned.map((run) => [`plan ${run.stack}`, changesText(run)])),
      },
    };
  },
};

const run: SweptCommand = {
  name: "run",
  hasWorkspaces: true,
  run: async (place) => {
    const { environment } = place;
    const request = { environment, stacks: stackNames(environment), timeoutSeconds, replace: false };
    const { steps, runs } = await runStacks(request, place.toolbox, place.progress, async () => prepared(place, false));
    return {
      settled: {
        ...unsettled(steps),
        ...Object.fromEntries(runs.map((made) => [`run ${made.stack}`, `${made.status}, ${changesText(made)}`])),
      },
    };
  },
};

const drift: SweptCommand = {
  name: "drift",
  hasWorkspaces: true,
  run: async (place) => {
    const planned = await plan.run(place);
    if (Object.values(planned.settled).includes(unknown)) return planned;
    const client = githubClient({ GITHUB_API_URL: place.github.url, GITHUB_TOKEN: "secret" });
    const issue = await keepIssue(client, { owner: "shop-works", repo: "agents" }, driftIssue, ["staging"], {
      environment: "staging",
      text: Object.values(planned.settled).join("\n"),
    });
    return { settled: { ...planned.settled, issue: `${place.github.issues.length} after ${issue?.change}` } };
  },
  mended: ({ github }) => JSON.stringify(github.issues.map(({ state, body }) => [state, body])),
};

const gate: SweptCommand = {
  name: "gate",
  hasWorkspaces: true,
  run: async (place) => {
    const facts = gateFacts(place.environment, place.toolbox, place.fetch);
    const settled: Record<string, string> = {};
    for (const { id, prove } of [autoApply, credentials, token, pipelineTeam, githubEnvironment]) {
      settled[id] = verdict(place, await prove(facts).catch(unproven));
    }
    return { settled };
  },
};

const openGate: SweptCommand = {
  ...gate,
  name: "gate that is open",
  spoil: ({ standIn }) => {
    const { tables } = standIn.database;
    for (const each of tables.workspaces) each.autoApply = true;
    for (const access of tables.teamAccess) access.access = "write";
    for (const variable of tables.variables)
      variable.key = variable.key.replace("TFC_AWS_PLAN_ROLE_ARN", "AWS_ACCESS_KEY_ID");
  },
};

/** Whoever proves it must see what every team may. */
const exemptGate: SweptCommand = {
  name: "gate of a schedule",
  hasWorkspaces: true,
  run: async (place) => {
    const facts = gateFacts(place.environment, place.toolboxOf("owners"), place.fetch);
    return { settled: { [exemption.id]: verdict(place, await exemption.prove(facts).catch(unproven)) } };
  },
};

const applied = `slipway run staging at commit ${"0".repeat(40)}`;

/** What an environment that is promoted to asks of the one before. */
const promotion: SweptCommand = {
  name: "gate of a promotion",
  hasWorkspaces: true,
  spoil: ({ standIn }) => {
    const { runs, workspaces } = standIn.database.tables;
    const workspaceId = workspaces.find(({ name }) => name === "staging")?.id ?? "";
    runs.push(aPastRun({ id: "run-1", workspaceId, status: "applied", message: applied }));
  },
  run: async (place) => {
    const client = place.client("pipeline");
    const { environment } = place;
    const workspace = await workspaceOfStack(client, environment.account.terraformCloud, environment.name);
    return { settled: { promotion: JSON.stringify(await lastApplied(client, workspace)) } };
  },
};

const gateProbe: SweptCommand = {
  name: "gate --probe",
  hasWorkspaces: true,
  run: async (place) => {
    const [request] = place.requests(false);
    if (request === undefined) throw new Error("there is no stack");
    const asked = { ...request, triesGate: true };
    const { shutdown } = place.toolbox;
    const proof = await probe(place.client("pipeline"), asked, {
      say: place.progress.print,
      beforeEnd: (work) => shutdown.beforeEnd(work),
      timeoutSeconds,
      graceMilliseconds: 0,
    });
    return { settled: { "run-stops": verdict(place, proof) } };
  },
};

export const commands: readonly SweptCommand[] = [
  workspace,
  plan,
  run,
  gate,
  openGate,
  exemptGate,
  promotion,
  gateProbe,
  drift,
];

function prepared(place: Place, planOnly: boolean) {
  return { client: place.client("pipeline"), requests: place.requests(planOnly), warnings: [] };
}

function unsettled(steps: readonly FinishedStep[]): Readonly<Record<string, string>> {
  return Object.fromEntries(steps.filter(({ outcome }) => outcome !== "passed").map(({ title }) => [title, unknown]));
}

/** Prints the proof, as the verb does. */
function verdict({ progress }: Place, proof: Proof): string {
  if (proof.verdict === "broken") for (const { what } of proof.breaches) progress.print(what);
  else progress.print(proof.because);
  return proof.verdict === "unproven" ? unknown : proof.verdict;
}

/** As `proveGate`. */
function unproven(error: unknown): Proof {
  if (error instanceof UserError) return { verdict: "unproven", because: error.message };
  throw error;
}
