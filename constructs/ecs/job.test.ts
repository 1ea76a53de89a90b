import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { expect, test } from "vitest";
import { containerDefinition } from "../../model/container-definition";
import { aContainerOf } from "../../test/helpers/container-facts";
import { synthesize } from "../../test/helpers/synthesize";
import { Job, type JobProps, type JobScheduleProps } from "./job";

const aJob = (overrides: Partial<JobProps> = {}): JobProps => ({
  taskFamily: "shop-staging-report",
  containers: [aContainerOf({ name: "report", port: undefined, command: ["report", "--yesterday"] })],
  size: { cpuUnits: 256, memoryMiB: 512 },
  architecture: "ARM64",
  volumes: [],
  taskRoleArn: "arn:aws:iam::123456789012:role/shop-staging-report-task",
  executionRoleArn: "arn:aws:iam::123456789012:role/shop-staging-report-execution",
  ...overrides,
});

const aSchedule = (overrides: Partial<JobScheduleProps> = {}): JobScheduleProps => ({
  name: "shop-staging-report",
  group: "shop-staging",
  expression: "cron(0 6 * * ? *)",
  timezone: "Europe/Berlin",
  roleArn: "arn:aws:iam::123456789012:role/shop-staging-report-scheduler",
  clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/shop-staging",
  taskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/shop-staging-report",
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"],
  assignPublicIp: false,
  securityGroupIds: ["sg-0123456789abcdef0", "sg-0f1e2d3c4b5a69788"],
  startsAfter: [],
  ...overrides,
});

const synthesized = (schedule?: JobScheduleProps) =>
  synthesize((scope) => {
    new Job(scope, "report", aJob({ schedule }));
  });

const taskDefinitionAddress = "aws_ecs_task_definition.report_task-definition_A2804CE2";

test("makes a task definition and a schedule, and no service that would start it anew", () => {
  expect(synthesized(aSchedule()).addresses()).toEqual([
    taskDefinitionAddress,
    "aws_scheduler_schedule.report_schedule_CAF1F9B1",
  ]);
});

test("makes the task definition alone where it runs on request", () => {
  expect(synthesized().addresses()).toEqual([taskDefinitionAddress]);
});

test("runs a Fargate task of the given size under two roles, and follows revisions that a release registers", () => {
  const { container_definitions, ...taskDefinition } = synthesized().resource("aws_ecs_task_definition");
  expect(taskDefinition).toEqual({
    family: "shop-staging-report",
    requires_compatibilities: ["FARGATE"],
    network_mode: "awsvpc",
    cpu: "256",
    memory: "512",
    runtime_platform: { cpu_architecture: "ARM64", operating_system_family: "LINUX" },
    task_role_arn: "arn:aws:iam::123456789012:role/shop-staging-report-task",
    execution_role_arn: "arn:aws:iam::123456789012:role/shop-staging-report-execution",
    volume: [{ name: "tmp" }],
    skip_destroy: true,
    track_latest: true,
  });
  expect(JSON.parse(String(container_definitions))).toEqual(aJob().containers.map(containerDefinition));
});

test("starts one task of the newest revision at the given times, without a shell into it", () => {
  expect(synthesized(aSchedule()).resource("aws_scheduler_schedule")).toEqual({
    name: "shop-staging-report",
    group_name: "shop-staging",
    schedule_expression: "cron(0 6 * * ? *)",
    schedule_expression_timezone: "Europe/Berlin",
    flexible_time_window: { mode: "OFF" },
    target: {
      arn: "arn:aws:ecs:us-east-1:123456789012:cluster/shop-staging",
      role_arn: "arn:aws:iam::123456789012:role/shop-staging-report-scheduler",
      retry_policy: { maximum_retry_attempts: 3, maximum_event_age_in_seconds: 3600 },
      ecs_parameters: {
        task_definition_arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/shop-staging-report",
        launch_type: "FARGATE",
        platform_version: "LATEST",
        task_count: 1,
        enable_ecs_managed_tags: true,
        enable_execute_command: false,
        propagate_tags: "TASK_DEFINITION",
        network_configuration: {
          subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"],
          security_groups: ["sg-0123456789abcdef0", "sg-0f1e2d3c4b5a69788"],
          assign_public_ip: false,
        },
      },
    },
    depends_on: [taskDefinitionAddress],
  });
});

test("gives tasks a public address only where it is told so", () => {
  expect(synthesized(aSchedule({ assignPublicIp: true })).resource("aws_scheduler_schedule")).toHaveProperty(
    "target.ecs_parameters.network_configuration.assign_public_ip",
    true,
  );
});

test("is scheduled once its task definition is there, and what its first task needs", () => {
  const template = synthesize((scope) => {
    const logs = new CloudwatchLogGroup(scope, "logs", { name: "/ecs/shop-staging/report" });
    new Job(scope, "report", aJob({ schedule: aSchedule({ startsAfter: [logs] }) }));
  });
  expect(template.resource("aws_scheduler_schedule").depends_on).toEqual([
    taskDefinitionAddress,
    "aws_cloudwatch_log_group.logs",
  ]);
});
