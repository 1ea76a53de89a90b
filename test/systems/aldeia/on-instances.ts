import { expect } from "vitest";
import { loadConfiguration } from "../../../config/load";
import { userData } from "../../../model/hosts/user-data";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { hostTexts } from "../../helpers/hosts/hosted-group";
import { writtenFile } from "../../helpers/hosts/written-file";

/** The environments with `compute: ec2`, whatever their files say. */
const [production, staging] = ["aldeia-production", "aldeia-staging"].map((name) => {
  const environment = loadConfiguration(".").environments.find((each) => each.name === name);
  if (environment === undefined) throw new Error(`${name} is not there`);
  const plan = planEnvironment({ ...environment, compute: "ec2" });
  const [group] = plan.hosts;
  if (group === undefined) throw new Error(`${name} has no instances`);
  return { group, script: userData(group, plan, hostTexts()) };
});

function group(of: typeof staging, expected: object): () => void {
  return () => expect(of?.group).toMatchObject(expected);
}

function script(...expected: readonly (string | RegExp)[]): () => void {
  return () => {
    for (const words of expected) expect(staging?.script).toMatch(words);
  };
}

/** What production's agent is told. */
function agent(expected: object): () => void {
  return () => {
    const text = writtenFile(production?.script ?? "", "/opt/slipway/agent.json");
    expect(JSON.parse(text)).toMatchObject(expected);
  };
}

function measured(kind: string, name: string, rename: string): () => void {
  const measurement = [{ name, rename, unit: "Percent" }];
  return agent({ metrics: { metrics_collected: { [kind]: { measurement, metrics_collection_interval: 60 } } } });
}

/** What the design document states of instances, and holds as soon as `compute` says so. */
export const onInstances = [
  {
    words: "staging: t3.medium, 2 vCPU, 4 GB",
    kept: group(staging, { instance: { type: "t3.medium", cpuUnits: 2048, memoryMiB: 4096 } }),
  },
  { words: "staging: 50GB GP3 EBS", kept: group(staging, { volumeGiB: 50, minimum: 1, maximum: 1 }) },
  {
    words: "production: t3.large, 2 vCPU, 8 GB",
    kept: group(production, { instance: { type: "t3.large", cpuUnits: 2048, memoryMiB: 8192 } }),
  },
  {
    words: "production: 100GB GP3 EBS each; minimum 2, maximum 4",
    kept: group(production, { volumeGiB: 100, minimum: 2, maximum: 4 }),
  },
  {
    words: "CPU > 70% for 5 minutes",
    kept: group(production, { scaling: { scaleOutPercent: 70, scaleOutMinutes: 5 } }),
  },
  {
    words: "CPU < 30% for 10 minutes",
    kept: group(production, { scaling: { scaleInPercent: 30, scaleInMinutes: 10 } }),
  },
  { words: "cooldown period: 300 seconds", kept: group(production, { scaling: { cooldownSeconds: 300 } }) },
  {
    words: "EC2-AldeiaRole",
    kept: group(staging, { names: { instanceRole: "EC2-AldeiaRole" }, role: { name: "EC2-AldeiaRole" } }),
  },
  {
    words: "AmazonSSMManagedInstanceCore, CloudWatchAgentServerPolicy",
    kept: group(staging, {
      managedPolicyArns: [
        "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
        "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
      ],
    }),
  },
  { words: "Docker Engine 24+", kept: script(/docker-ce=5:(2[4-9]|[3-9]\d)\./) },
  { words: "Docker Compose 2.0+", kept: script(/docker-compose-plugin=[2-9]\./) },
  { words: "CloudWatch Agent", kept: script("amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s") },
  { words: "AWS Systems Manager Agent", kept: script("amazon-ssm-agent") },
  { words: "apt-get install -y awscli", kept: script("apt install awscli") },
  { words: "docker-compose.production.yml", kept: script("/opt/slipway/docker-compose.production.yml") },
  { words: ".env from Secrets Manager", kept: script("secretsmanager get-secret-value", "--env-file") },
  {
    words: "backend :3001, frontend :3002, ChromaDB :8000 by Compose",
    kept: script(
      /"target": 3001,\s+"published": "3001"/,
      /"target": 3002,\s+"published": "3002"/,
      /"expose": \[\s+"8000"/,
    ),
  },
  { words: 'namespace "Aldeia/EC2"', kept: agent({ metrics: { namespace: "Aldeia/EC2" } }) },
  { words: "cpu_usage_idle as CPU_IDLE every 60 s", kept: measured("cpu", "cpu_usage_idle", "CPU_IDLE") },
  { words: "mem_used_percent as MEMORY_USED every 60 s", kept: measured("mem", "mem_used_percent", "MEMORY_USED") },
  { words: "used_percent as DISK_USED every 60 s", kept: measured("disk", "used_percent", "DISK_USED") },
  {
    words: "/aws/ec2/aldeia-production, {instance_id}",
    kept: agent({
      logs: {
        logs_collected: {
          files: {
            collect_list: expect.arrayContaining([
              expect.objectContaining({
                log_group_name: "/aws/ec2/aldeia-production",
                log_stream_name: "{instance_id}",
              }),
            ]),
          },
        },
      },
    }),
  },
];
