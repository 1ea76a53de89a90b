/** Name of the output that holds the command below. */
export function jobOutputName(job: string): string {
  return `run-${job}`;
}

interface JobPlace {
  readonly cluster: string;
  readonly taskFamily: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly assignPublicIp: boolean;
}

/** Starts one task of the newest revision, as a job's schedule does. */
export function jobCommand({ cluster, taskFamily, subnetIds, securityGroupIds, assignPublicIp }: JobPlace): string {
  const network = [
    `subnets=[${subnetIds.join(",")}]`,
    `securityGroups=[${securityGroupIds.join(",")}]`,
    `assignPublicIp=${assignPublicIp ? "ENABLED" : "DISABLED"}`,
  ];
  return [
    `aws ecs run-task --cluster ${cluster} --task-definition ${taskFamily} --launch-type FARGATE`,
    `--network-configuration 'awsvpcConfiguration={${network.join(",")}}'`,
  ].join(" ");
}
