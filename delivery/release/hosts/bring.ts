import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type TargetHealth,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetCommandInvocationCommand, SendCommandCommand } from "@aws-sdk/client-ssm";
import { isNamed } from "../../aws/aws-failure";
import type { ReleaseClients } from "../clients";
import type { HostedService } from "../released-service";

/** What has become of one look: nothing where the next one has to tell. */
export type Look = { readonly isWell: true } | { readonly failure: string } | { readonly note: string };

/** Has the instance do what the document says. @returns the command's id; nothing where Systems Manager does not reach it */
export async function sendRelease(
  { parameters }: ReleaseClients,
  { document, name }: HostedService,
  instanceId: string,
): Promise<string | undefined> {
  try {
    const { Command } = await parameters.send(
      new SendCommandCommand({
        DocumentName: document,
        InstanceIds: [instanceId],
        Comment: `slipway release of ${name}`,
        TimeoutSeconds: deliverySeconds,
      }),
    );
    return Command?.CommandId;
  } catch (error) {
    if (isNamed(error, "InvalidInstanceId")) return undefined;
    throw error;
  }
}

/** In which the instance has to take the command, not in which it has to carry it out. */
const deliverySeconds = 60;

export async function lookAtCommand(
  { parameters }: ReleaseClients,
  CommandId: string,
  InstanceId: string,
): Promise<Look> {
  try {
    const { Status, StatusDetails, StandardErrorContent } = await parameters.send(
      new GetCommandInvocationCommand({ CommandId, InstanceId }),
    );
    if (Status === "Success") return { isWell: true };
    const isUnderWay = Status === "Pending" || Status === "InProgress" || Status === "Delayed";
    if (isUnderWay) return { note: Status === "InProgress" ? "pulls and starts containers" : "has not begun yet" };
    return { failure: lastReason(StandardErrorContent) ?? `the command ended as ${StatusDetails ?? Status}` };
  } catch (error) {
    // Systems Manager's answers follow its changes.
    if (isNamed(error, "InvocationDoesNotExist")) return { note: "has not begun yet" };
    throw error;
  }
}

/** What the host says last, without its time. */
function lastReason(output = ""): string | undefined {
  const lines = output.split("\n").flatMap((line) => /slipway: (.*)$/.exec(line)?.[1] ?? []);
  return lines.at(-1);
}

/** Whether the load balancer sends requests to the instance again, where it does. */
export async function lookAtHealth(
  { loadBalancing }: ReleaseClients,
  { targetGroups }: HostedService,
  instanceId: string,
): Promise<Look> {
  for (const Name of targetGroups) {
    const groups = await loadBalancing.send(new DescribeTargetGroupsCommand({ Names: [Name] }));
    const TargetGroupArn = groups.TargetGroups?.[0]?.TargetGroupArn;
    const Targets = [{ Id: instanceId }];
    const answer = await loadBalancing.send(new DescribeTargetHealthCommand({ TargetGroupArn, Targets }));
    const states = (answer.TargetHealthDescriptions ?? []).flatMap(({ TargetHealth }) => TargetHealth ?? []);
    const waits = states.find((health) => !isServingOrLeftOut(health));
    if (waits !== undefined) {
      const why = waits.Description === undefined ? "" : `: ${waits.Description}`;
      return { note: `${waits.State} in ${Name}${why}` };
    }
  }
  return { isWell: true };
}

/** One that is not registered yet, or not any more, gets no requests. */
function isServingOrLeftOut({ State, Reason }: TargetHealth): boolean {
  return State === "healthy" || State === "draining" || Reason === "Target.NotRegistered";
}
