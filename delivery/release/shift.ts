import {
  DescribeServiceDeploymentsCommand,
  ListServiceDeploymentsCommand,
  type Service,
  type ServiceDeployment,
} from "@aws-sdk/client-ecs";
import type { ReleaseClients } from "./clients";
import type { ReleasedService } from "./released-service";
import type { Rollout, Verdict } from "./rollout";

/** What ECS says of the blue/green deployment with this id; nothing where it has not begun yet. */
export async function shiftOf(
  { tasks }: ReleaseClients,
  { cluster, service }: ReleasedService,
  deploymentId: string,
): Promise<ServiceDeployment | undefined> {
  const listed = await tasks.send(new ListServiceDeploymentsCommand({ cluster, service }));
  // As Terraform's provider tells them apart: the target revision ends with the deployment's number.
  const number = deploymentId.split("/").at(-1) ?? deploymentId;
  const arn = (listed.serviceDeployments ?? []).find(({ targetServiceRevisionArn = "" }) =>
    targetServiceRevisionArn.endsWith(`/${number}`),
  )?.serviceDeploymentArn;
  if (arn === undefined) return undefined;
  const described = await tasks.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }));
  return described.serviceDeployments?.[0];
}

/** ECS tells no rollout state of such a service. */
export function isUnderWay(shift: ServiceDeployment | undefined): boolean {
  return shift?.status !== undefined && onTheWay.has(shift.status);
}

const onTheWay: ReadonlySet<string> = new Set([
  "PENDING",
  "IN_PROGRESS",
  "STOP_REQUESTED",
  "ROLLBACK_REQUESTED",
  "ROLLBACK_IN_PROGRESS",
]);

/** What has become of a blue/green deployment: ECS's own word, in which a rollback is a part of what failed. */
export function verdictOnShift(
  { revision, previousRevision }: Pick<Rollout, "revision" | "previousRevision">,
  service: Service,
  shift: ServiceDeployment | undefined,
): Verdict {
  const runs = service.taskDefinition;
  if (shift?.status === "SUCCESSFUL") return { state: "completed" };
  if (shift === undefined || isUnderWay(shift)) return { state: "running", note: progressOf(shift) };
  return runs === revision || runs === previousRevision
    ? { state: "failed", reasons: reasonsOf(shift) }
    : { state: "superseded", by: runs ?? "nothing" };
}

function progressOf(shift: ServiceDeployment | undefined): string {
  if (shift === undefined) return "ECS has not begun yet";
  const { status = "", lifecycleStage, targetServiceRevision, deploymentConfiguration } = shift;
  const { runningTaskCount = 0, requestedTaskCount = 0 } = targetServiceRevision ?? {};
  const tasks = `${runningTaskCount} of ${requestedTaskCount} running`;
  if (status.startsWith("ROLLBACK")) return `${status}: requests go back to the old tasks`;
  const told: Readonly<Record<string, string>> = {
    SCALE_UP: `${tasks} beside the old ones`,
    TEST_TRAFFIC_SHIFT: "requests with the test header go to the new tasks",
    PRODUCTION_TRAFFIC_SHIFT: "requests shift to the new tasks",
    BAKE_TIME: `the old tasks wait for ${deploymentConfiguration?.bakeTimeInMinutes ?? 0} minutes, and take over again if an alarm rings`,
    CLEAN_UP: "the old tasks go",
  };
  const stage = lifecycleStage ?? status;
  return [stage, told[stage]].filter((part) => part !== undefined).join(": ");
}

function reasonsOf({ status, statusReason, rollback, alarms }: ServiceDeployment): readonly string[] {
  const ringing = alarms?.triggeredAlarmNames ?? [];
  const all = [
    statusReason,
    rollback?.reason,
    ringing.length === 0 ? undefined : `alarms that rang: ${ringing.join(", ")}`,
    status === "ROLLBACK_FAILED" ? "ECS could not take it back: look where the requests go" : undefined,
  ];
  return [...new Set(all.filter((reason) => reason !== undefined))];
}
