import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { containerDefinition } from "../../model/container-definition";
import { aContainerOf } from "../../test/helpers/container-facts";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { FargateService, type FargateServiceProps } from "./fargate-service";

const targetGroupArn =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-staging-agent/73e2d6bc24d8a067";

const aService = (overrides: Partial<FargateServiceProps> = {}): FargateServiceProps => ({
  name: "agent",
  taskFamily: "shop-staging-agent",
  clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/shop-staging",
  containers: [
    aContainerOf({
      environment: { LOG_LEVEL: "info" },
      secretArns: {
        PAYMENT_API_KEY: "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/payment-api-key-AbCdEf",
      },
    }),
  ],
  size: { cpuUnits: 512, memoryMiB: 1024 },
  architecture: "X86_64",
  taskRoleArn: "arn:aws:iam::123456789012:role/ShopTaskRole",
  executionRoleArn: "arn:aws:iam::123456789012:role/shop-staging-agent-execution",
  initialTasks: 1,
  volumes: [],
  isSingleWriter: false,
  spotPercent: 0,
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"],
  assignPublicIp: false,
  securityGroupIds: ["sg-0123456789abcdef0", "sg-0f1e2d3c4b5a69788"],
  target: { targetGroupArn, container: "agent", port: 8080, healthCheckGraceSeconds: 60 },
  startsAfter: [],
  ...overrides,
});

const fargate = (weight: number) => ({ capacity_provider: "FARGATE", weight });
const fargateSpot = (weight: number) => ({ capacity_provider: "FARGATE_SPOT", weight });

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
    family: "shop-staging-agent",
    requires_compatibilities: ["FARGATE"],
    network_mode: "awsvpc",
    cpu: "512",
    memory: "1024",
    runtime_platform: { cpu_architecture: "X86_64", operating_system_family: "LINUX" },
    task_role_arn: "arn:aws:iam::123456789012:role/ShopTaskRole",
    execution_role_arn: "arn:aws:iam::123456789012:role/shop-staging-agent-execution",
    volume: [{ name: "tmp" }],
    skip_destroy: true,
    track_latest: true,
  });
});

test("runs on the processors that its image is built for", () => {
  const { runtime_platform } = synthesized({ architecture: "ARM64" }).resource("aws_ecs_task_definition");
  expect(runtime_platform).toEqual({ cpu_architecture: "ARM64", operating_system_family: "LINUX" });
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
          name: "PAYMENT_API_KEY",
          valueFrom: "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/payment-api-key-AbCdEf",
        },
      ],
    }),
  ]);
});

test("runs several containers in one task, in the order that they are given", () => {
  const containers = [
    aContainerOf({ startsAfter: [{ name: "proxy", condition: "HEALTHY" }] }),
    aContainerOf({ name: "proxy", port: 15_001, essential: false, memoryMiB: 128, logStreamPrefix: "proxy" }),
  ];
  const template = synthesized({ containers });
  const definitions: unknown = JSON.parse(String(template.resource("aws_ecs_task_definition").container_definitions));
  expect(definitions).toEqual(containers.map(containerDefinition));
  expect(template.resource("aws_ecs_service").load_balancer).toEqual([
    { target_group_arn: targetGroupArn, container_name: "agent", container_port: 8080 },
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
    security_groups: ["sg-0123456789abcdef0", "sg-0f1e2d3c4b5a69788"],
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

test("registers the port of the named container, whichever the service is called after", () => {
  const target = { targetGroupArn, container: "proxy", port: 15_001, healthCheckGraceSeconds: 300 };
  expect(synthesized({ target }).resource("aws_ecs_service")).toMatchObject({
    health_check_grace_period_seconds: 300,
    load_balancer: [{ target_group_arn: targetGroupArn, container_name: "proxy", container_port: 15_001 }],
  });
});

test("waits for no health check of a load balancer where none leads to the tasks", () => {
  const service = synthesized({ target: undefined }).resource("aws_ecs_service");
  expect(service).not.toHaveProperty("load_balancer");
  expect(service).not.toHaveProperty("health_check_grace_period_seconds");
});

test("registers its tasks with Cloud Map where others look for them by name, and nowhere else", () => {
  const discoveryServiceArn = "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-abcdefghijklmnop";
  expect(synthesized({ target: undefined, discoveryServiceArn }).resource("aws_ecs_service")).toMatchObject({
    service_registries: { registry_arn: discoveryServiceArn },
  });
  expect(synthesized().resource("aws_ecs_service")).not.toHaveProperty("service_registries");
});

test.each([
  { spotPercent: 70, shares: [fargate(30), fargateSpot(70)] },
  { spotPercent: 100, shares: [fargateSpot(100)] },
])(
  "runs $spotPercent % of its tasks on Fargate Spot, and names no launch type beside it",
  ({ spotPercent, shares }) => {
    const service = synthesized({ spotPercent }).resource("aws_ecs_service");
    expect(service.capacity_provider_strategy).toEqual(shares);
    expect(service).not.toHaveProperty("launch_type");
    expect(service.force_new_deployment).toBe(true);
  },
);

test("asks for no capacity provider without a share on Fargate Spot", () => {
  expect(synthesized().resource("aws_ecs_service")).not.toHaveProperty("capacity_provider_strategy");
});

test("runs the newest Fargate platform without a shell into the container, and tags tasks for cost tracking", () => {
  const template = synthesized();
  expect(template.resource("aws_ecs_service")).toMatchObject({
    name: "agent",
    cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/shop-staging",
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
    const logs = new CloudwatchLogGroup(scope, "logs", { name: "/ecs/shop-staging/agent" });
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
