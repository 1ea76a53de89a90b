import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { FargateService, type FargateServiceProps } from "./fargate-service";

const targetGroupArn =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/lornu-staging-agent/73e2d6bc24d8a067";

const aService = (overrides: Partial<FargateServiceProps> = {}): FargateServiceProps => ({
  name: "agent",
  taskFamily: "lornu-staging-agent",
  clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/lornu-staging",
  container: {
    name: "agent",
    image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/lornu-agent@sha256:${"3f".repeat(32)}`,
    port: 8080,
    logGroup: "/ecs/lornu-staging/agent",
    region: "us-east-1",
    stopTimeoutSeconds: 120,
    environment: { LOG_LEVEL: "info" },
    secretArns: {
      GEMINI_API_KEY: "arn:aws:secretsmanager:us-east-1:123456789012:secret:lornu-staging/gemini-api-key-AbCdEf",
    },
  },
  size: { cpuUnits: 512, memoryMiB: 1024 },
  taskRoleArn: "arn:aws:iam::123456789012:role/LornuEcsTaskRole",
  executionRoleArn: "arn:aws:iam::123456789012:role/lornu-staging-agent-execution",
  initialTasks: 1,
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"],
  assignPublicIp: false,
  securityGroupId: "sg-0123456789abcdef0",
  targetGroupArn,
  healthCheckGraceSeconds: 60,
  startsAfter: [],
  ...overrides,
});

const synthesized = (overrides: Partial<FargateServiceProps> = {}) =>
  synthesize((scope) => {
    new FargateService(scope, "agent", aService(overrides));
  });

test("makes a task definition and a service, and nothing else", () => {
  expect(synthesized().addresses()).toEqual([
    "aws_ecs_service.agent_service_6F7D673B",
    "aws_ecs_task_definition.agent_task-definition_DB78F0F1",
  ]);
});

test("runs Fargate tasks of the given size under two roles, and follows revisions that a release registers", () => {
  const { container_definitions, ...taskDefinition } = synthesized().resource("aws_ecs_task_definition");
  expect(taskDefinition).toEqual({
    family: "lornu-staging-agent",
    requires_compatibilities: ["FARGATE"],
    network_mode: "awsvpc",
    cpu: "512",
    memory: "1024",
    runtime_platform: { cpu_architecture: "X86_64", operating_system_family: "LINUX" },
    task_role_arn: "arn:aws:iam::123456789012:role/LornuEcsTaskRole",
    execution_role_arn: "arn:aws:iam::123456789012:role/lornu-staging-agent-execution",
    volume: [{ name: "tmp" }],
    track_latest: true,
  });
});

test("runs one container: not root, not privileged, nothing to write to but the volume", () => {
  const definitions: unknown = JSON.parse(
    String(synthesized().resource("aws_ecs_task_definition").container_definitions),
  );
  expect(definitions).toEqual([
    expect.objectContaining({
      user: "10001:10001",
      privileged: false,
      readonlyRootFilesystem: true,
      mountPoints: [{ sourceVolume: "tmp", containerPath: "/tmp", readOnly: false }],
    }),
  ]);
});

test("hands secrets to the container by ARN and never by value", () => {
  const definitions: unknown = JSON.parse(
    String(synthesized().resource("aws_ecs_task_definition").container_definitions),
  );
  expect(definitions).toEqual([
    expect.objectContaining({
      environment: [{ name: "LOG_LEVEL", value: "info" }],
      secrets: [
        {
          name: "GEMINI_API_KEY",
          valueFrom: "arn:aws:secretsmanager:us-east-1:123456789012:secret:lornu-staging/gemini-api-key-AbCdEf",
        },
      ],
    }),
  ]);
});

test("rolls a deployment back that does not become healthy, and never runs fewer tasks meanwhile", () => {
  expect(synthesized().resource("aws_ecs_service")).toMatchObject({
    deployment_circuit_breaker: { enable: true, rollback: true },
    deployment_minimum_healthy_percent: 100,
    deployment_maximum_percent: 200,
    wait_for_steady_state: true,
    health_check_grace_period_seconds: 60,
  });
});

test("starts with the given number of tasks and leaves the number to autoscaling", () => {
  expect(synthesized({ initialTasks: 2 }).resource("aws_ecs_service")).toMatchObject({
    desired_count: 2,
    lifecycle: { ignore_changes: ["desired_count"] },
  });
});

test("places tasks in the given subnets behind their own group, without a public address", () => {
  expect(synthesized().resource("aws_ecs_service").network_configuration).toEqual({
    subnets: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"],
    security_groups: ["sg-0123456789abcdef0"],
    assign_public_ip: false,
  });
});

test("gives tasks a public address only where it is told so", () => {
  expect(synthesized({ assignPublicIp: true }).resource("aws_ecs_service")).toHaveProperty(
    "network_configuration.assign_public_ip",
    true,
  );
});

test("registers the container's port with the target group", () => {
  expect(synthesized().resource("aws_ecs_service").load_balancer).toEqual([
    { target_group_arn: targetGroupArn, container_name: "agent", container_port: 8080 },
  ]);
});

test("runs the newest Fargate platform without a shell into the container, and tags tasks for cost tracking", () => {
  const template = synthesized();
  expect(template.resource("aws_ecs_service")).toMatchObject({
    name: "agent",
    cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/lornu-staging",
    task_definition: reference(template, "aws_ecs_task_definition", "arn"),
    launch_type: "FARGATE",
    platform_version: "LATEST",
    availability_zone_rebalancing: "ENABLED",
    enable_execute_command: false,
    enable_ecs_managed_tags: true,
    propagate_tags: "SERVICE",
  });
});

test("starts after what its first tasks need", () => {
  const template = synthesize((scope) => {
    const logs = new CloudwatchLogGroup(scope, "logs", { name: "/ecs/lornu-staging/agent" });
    new FargateService(scope, "agent", aService({ startsAfter: [logs] }));
  });
  expect(template.resource("aws_ecs_service").depends_on).toEqual(["aws_cloudwatch_log_group.logs"]);
});

test("hands on its name as a reference, so that scaling waits for the service", () => {
  const template = synthesize((scope) => {
    const { serviceName } = new FargateService(scope, "agent", aService());
    new TerraformOutput(scope, "service-name", { value: serviceName });
  });
  expect(template.outputs()["service-name"]).toEqual({ value: reference(template, "aws_ecs_service", "name") });
});
