import { groupDimension, hostMetrics } from "../host-metrics";
import { hostPaths } from "./host-paths";

const intervalSeconds = 60;

interface AgentFacts {
  readonly metricsNamespace: string;
  readonly logGroup: string;
}

/** What the CloudWatch agent of an instance measures and ships; its keys are the agent's own. */
export function agentConfiguration({ metricsNamespace, logGroup }: AgentFacts): string {
  const measured = (name: string, rename: string) => ({
    measurement: [{ name, rename, unit: "Percent" }],
    metrics_collection_interval: intervalSeconds,
  });
  const shipped = [`${hostPaths.logs}/*.log`, "/var/log/cloud-init-output.log", "/var/log/unattended-upgrades/*.log"];
  const configuration = {
    agent: { metrics_collection_interval: intervalSeconds, run_as_user: "root" },
    metrics: {
      namespace: metricsNamespace,
      append_dimensions: { [groupDimension]: aws(groupDimension), InstanceId: aws("InstanceId") },
      aggregation_dimensions: [[groupDimension]],
      metrics_collected: {
        cpu: { ...measured("cpu_usage_idle", hostMetrics.idleCpu), totalcpu: true },
        mem: measured("mem_used_percent", hostMetrics.usedMemory),
        disk: { ...measured("used_percent", hostMetrics.usedDisk), resources: ["/"] },
      },
    },
    logs: {
      logs_collected: {
        files: {
          collect_list: shipped.map((path) => ({
            file_path: path,
            log_group_name: logGroup,
            log_stream_name: "{instance_id}",
          })),
        },
      },
    },
  };
  return withoutTemplates(`${JSON.stringify(configuration, undefined, 1)}\n`);
}

/** The agent's own placeholder. */
function aws(name: string): string {
  return `\${aws:${name}}`;
}

/** JSON that says the same without what Terraform takes for its own. */
function withoutTemplates(json: string): string {
  return json.replaceAll("${", "\\u0024{");
}
