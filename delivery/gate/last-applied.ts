import { z } from "zod";
import { UserError } from "../../running/user-error";
import type { TerraformCloudClient } from "../terraform-cloud/client";
import { commitInMessage, isScheduledRun } from "../terraform-cloud/run-message";
import { standingOf } from "../terraform-cloud/run-statuses";
import { runAddress } from "../terraform-cloud/runs";
import type { StackWorkspace } from "../terraform-cloud/workspace-of-stack";

/** What a workspace's newest apply has left there. */
export type LastApplied =
  | { readonly kind: "commit"; readonly commit: string }
  /** Nothing yet, or a run that `slipway run` has not made. */
  | { readonly kind: "no commit" }
  /** It works still, or has ended halfway. */
  | { readonly kind: "unfinished"; readonly status: string; readonly address: string };

const runSchema = z.object({
  id: z.string(),
  attributes: z.object({
    status: z.string(),
    message: z.string().nullish(),
    "plan-only": z.boolean().default(false),
    "is-destroy": z.boolean().default(false),
    "refresh-only": z.boolean().default(false),
    "target-addrs": z.array(z.string()).nullish(),
    "has-changes": z.boolean(),
    "status-timestamps": z.object({ "applying-at": z.string().nullish() }).nullish(),
  }),
});

type PastRun = z.output<typeof runSchema>;

/** @throws UserError where a run's status is not known, or none of those that can be looked through was applied */
export async function lastApplied(client: TerraformCloudClient, workspace: StackWorkspace): Promise<LastApplied> {
  const path = `/workspaces/${workspace.id}/runs`;
  for (const atMost of lookedThrough) {
    const runs = await client.list(path, runSchema, atMost);
    // A weekend's teardown has tried nothing: what stood there before it counts.
    for (const run of runs.filter((each) => !isTeardown(workspace.stack, each))) {
      const found = leftBy(client, workspace, run);
      if (found !== undefined) return found;
    }
    if (runs.length < atMost) return { kind: "no commit" };
  }
  throw new UserError(`none of the last ${lookedThrough.at(-1)} runs of workspace ${workspace.name} was applied`);
}

/** A page, and then as many as the rationing of this list allows: 30 requests a minute (documentation, Runs API). */
const lookedThrough = [100, 1000] as const;

function isTeardown(environment: string, { attributes }: PastRun): boolean {
  const isWhole = standingOf({ status: attributes.status, isConfirmable: false }) === "applied";
  return isWhole && attributes["is-destroy"] && isScheduledRun(environment, attributes.message ?? "");
}

/** @returns nothing where the run has applied nothing */
function leftBy(
  client: TerraformCloudClient,
  workspace: StackWorkspace,
  { id, attributes }: PastRun,
): LastApplied | undefined {
  const { status } = attributes;
  const address = runAddress(client, workspace, id);
  const commit = commitOf(attributes);
  switch (standingOf({ status, isConfirmable: false })) {
    case "applied":
      return commit === undefined ? { kind: "no commit" } : { kind: "commit", commit };
    case "nothing to apply": {
      // A run of ours whose plan was empty: the commit is applied as it is.
      const isEmpty = !attributes["plan-only"] && !attributes["has-changes"];
      return isEmpty && commit !== undefined ? { kind: "commit", commit } : undefined;
    }
    case "unknown":
      throw new UserError(`a run is ${status}, a status that this version does not know: ${address}`);
    case "being applied":
      return { kind: "unfinished", status, address };
    default: {
      const hasBegun = (attributes["status-timestamps"]?.["applying-at"] ?? undefined) !== undefined;
      return hasBegun ? { kind: "unfinished", status, address } : undefined;
    }
  }
}

/** Only of a run that brings all that its commit holds. */
function commitOf(attributes: PastRun["attributes"]): string | undefined {
  const isWhole =
    !attributes["is-destroy"] && !attributes["refresh-only"] && (attributes["target-addrs"] ?? []).length === 0;
  return isWhole ? commitInMessage(attributes.message ?? "") : undefined;
}
