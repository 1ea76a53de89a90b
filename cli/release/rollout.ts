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
  readonly since: Date;
}

/** @param service as ECS describes it now */
export function verdictOn({ deploymentId, revision, previousRevision, since }: Rollout, service: Service): Verdict {
  const primary = primaryDeployment(service);
  const own = service.deployments?.find(({ id }) => id === deploymentId);
  const reasons = () => failureReasons(own, primary, service, since);
  if (primary?.id === deploymentId) {
    if (primary.rolloutState === "COMPLETED") return { state: "completed" };
    if (primary.rolloutState === "FAILED") return { state: "failed", reasons: reasons() };
    return { state: "running", note: progressOf(primary) };
  }
  if (own?.rolloutState === "FAILED" || primary?.taskDefinition === previousRevision) {
    return { state: "failed", reasons: reasons() };
  }
  // Scaling or a forced restart of the same revision is no other release.
  if (primary?.taskDefinition === revision) {
    return primary.rolloutState === "COMPLETED"
      ? { state: "completed" }
      : { state: "running", note: progressOf(primary) };
  }
  return { state: "superseded", by: primary?.taskDefinition ?? "nothing" };
}

export function primaryDeployment({ deployments = [] }: Service): Deployment | undefined {
  return deployments.find(({ status }) => status === "PRIMARY");
}

function progressOf({ runningCount = 0, desiredCount = 0, failedTasks = 0 }: Deployment): string {
  const failed = failedTasks === 0 ? "" : `, ${failedTasks} failed`;
  return `${runningCount} of ${desiredCount} running${failed}`;
}

/** In ECS's words: what it says of the deployments, and the events since the release began, oldest first. */
function failureReasons(
  own: Deployment | undefined,
  primary: Deployment | undefined,
  { events = [] }: Service,
  since: Date,
): readonly string[] {
  const told = events
    .filter(({ createdAt }) => createdAt !== undefined && createdAt >= since)
    .map(({ message }) => message)
    .reverse()
    .slice(-shownEvents);
  const all = [own?.rolloutStateReason, primary?.rolloutStateReason, ...told];
  return [...new Set(all.filter((reason) => reason !== undefined))];
}

const shownEvents = 10;
