import type { Deployment, Service } from "@aws-sdk/client-ecs";

/** What has become of a deployment. */
export type Verdict =
  | { readonly state: "running"; readonly note: string }
  | { readonly state: "completed" }
  | { readonly state: "failed"; readonly reasons: readonly string[] }
  /** Somebody else's deployment took its place. */
  | { readonly state: "superseded"; readonly by: string };

export interface Rollout {
  readonly deploymentId: string;
  readonly revision: string;
  /** What ran before, and runs again where this fails. */
  readonly previousRevision: string;
  /** Where ECS does not say when the deployment began. */
  readonly since: Date;
}

/**
 * @param service as ECS describes it now, or as it was a moment ago: its answers follow its changes
 * @param isSeen whether an earlier answer named the deployment
 */
export function verdictOn(rollout: Rollout, service: Service, isSeen: boolean): Verdict {
  const { deploymentId, revision, previousRevision, since } = rollout;
  const primary = primaryDeployment(service);
  const own = service.deployments?.find(({ id }) => id === deploymentId);
  const failed = (): Verdict => ({ state: "failed", reasons: failureReasons(own, primary, service, since) });
  if (own?.rolloutState === "FAILED") return failed();
  // Scaling or a forced restart of the same revision is no other release.
  if (primary?.taskDefinition === revision) return stateOf(primary) ?? failed();
  if (primary?.taskDefinition !== previousRevision) {
    return { state: "superseded", by: primary?.taskDefinition ?? "nothing" };
  }
  return own !== undefined || isSeen ? failed() : { state: "running", note: "ECS has not begun yet" };
}

function stateOf(deployment: Deployment): Verdict | undefined {
  if (deployment.rolloutState === "COMPLETED") return { state: "completed" };
  return deployment.rolloutState === "FAILED" ? undefined : { state: "running", note: progressOf(deployment) };
}

export function primaryDeployment({ deployments = [] }: Service): Deployment | undefined {
  return deployments.find(({ status }) => status === "PRIMARY");
}

function progressOf({ runningCount = 0, desiredCount = 0, failedTasks = 0 }: Deployment): string {
  const failed = failedTasks === 0 ? "" : `, ${failedTasks} failed`;
  return `${runningCount} of ${desiredCount} running${failed}`;
}

/** In ECS's words: what it says of the deployments, and the events since this one began, oldest first. */
function failureReasons(
  own: Deployment | undefined,
  primary: Deployment | undefined,
  { events = [] }: Service,
  since: Date,
): readonly string[] {
  const begin = own?.createdAt ?? since;
  const told = events
    .filter(({ createdAt }) => createdAt !== undefined && createdAt >= begin)
    .map(({ message }) => message)
    .reverse()
    .slice(-shownEvents);
  const all = [own?.rolloutStateReason, primary?.rolloutStateReason, ...told];
  return [...new Set(all.filter((reason) => reason !== undefined))];
}

const shownEvents = 10;
