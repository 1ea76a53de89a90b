import { paginateDescribeInstances } from "@aws-sdk/client-ec2";
import type { ReleaseClients } from "../clients";
import type { HostedService } from "../released-service";

export interface RunningInstance {
  readonly id: string;
  readonly launched: Date;
}

/** @returns those of the group that run, the oldest first: one that starts reads the digest by itself, maybe the one before */
export async function runningInstances(
  { instances }: ReleaseClients,
  { autoscalingGroup }: HostedService,
): Promise<readonly RunningInstance[]> {
  const Filters = [
    { Name: "tag:aws:autoscaling:groupName", Values: [autoscalingGroup] },
    { Name: "instance-state-name", Values: ["running"] },
  ];
  const found: RunningInstance[] = [];
  for await (const { Reservations = [] } of paginateDescribeInstances({ client: instances }, { Filters })) {
    for (const { InstanceId: id, LaunchTime } of Reservations.flatMap(({ Instances = [] }) => Instances)) {
      if (id !== undefined) found.push({ id, launched: LaunchTime ?? new Date(0) });
    }
  }
  return found.sort((one, other) => one.launched.getTime() - other.launched.getTime());
}
