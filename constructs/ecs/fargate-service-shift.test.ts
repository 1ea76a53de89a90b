import { expect, test } from "vitest";
import { aContainerOf } from "../../test/helpers/container-facts";
import { synthesize } from "../../test/helpers/synthesize";
import { type FeatureUse, requiredFeatures } from "../provider-feature";
import { FargateService, type FargateServiceProps } from "./fargate-service";

const arn = (resource: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:${resource}`;
const targetGroupArn = arn("targetgroup/shop-staging-agent/73e2d6bc24d8a067");
const service: FargateServiceProps = {
  name: "agent",
  taskFamily: "shop-staging-agent",
  clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/shop-staging",
  containers: [aContainerOf()],
  size: { cpuUnits: 512, memoryMiB: 1024 },
  architecture: "X86_64",
  taskRoleArn: "arn:aws:iam::123456789012:role/shop-staging-agent-task",
  executionRoleArn: "arn:aws:iam::123456789012:role/shop-staging-agent-execution",
  initialTasks: 2,
  volumes: [],
  isSingleWriter: false,
  spotPercent: 0,
  subnetIds: ["subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"],
  assignPublicIp: false,
  securityGroupIds: ["sg-0123456789abcdef0"],
  target: { targetGroupArn, container: "agent", port: 8080, healthCheckGraceSeconds: 60 },
  startsAfter: [],
};

test("shifts to new tasks by its own rules, and back by its own alarms, where it is blue/green", () => {
  const blueGreen = {
    alternateTargetGroupArn: arn("targetgroup/shop-staging-agent-2/83e2d6bc24d8a067"),
    productionRuleArn: arn("listener-rule/app/shop-staging/50dc/f2f7/9683"),
    testRuleArn: arn("listener-rule/app/shop-staging/50dc/f2f7/9684"),
    roleArn: "arn:aws:iam::123456789012:role/shop-staging-agent-traffic",
    bakeMinutes: 10,
    alarmNames: ["shop-staging-agent-target-5xx"],
  };
  const uses: FeatureUse[] = [];
  const template = synthesize((scope) => {
    const { node } = new FargateService(scope, "agent", { ...service, blueGreen });
    uses.push(...node.findAll().flatMap(requiredFeatures));
  });
  expect(template.resource("aws_ecs_service")).toMatchObject({
    deployment_configuration: { strategy: "BLUE_GREEN", bake_time_in_minutes: "10" },
    alarms: { alarm_names: ["shop-staging-agent-target-5xx"], enable: true, rollback: true },
    load_balancer: [
      {
        target_group_arn: targetGroupArn,
        advanced_configuration: {
          alternate_target_group_arn: blueGreen.alternateTargetGroupArn,
          production_listener_rule: blueGreen.productionRuleArn,
          test_listener_rule: blueGreen.testRuleArn,
          role_arn: blueGreen.roleArn,
        },
      },
    ],
  });
  expect(uses).toEqual([
    { feature: "ecs-blue-green", path: ["deployment_configuration"] },
    { feature: "ecs-blue-green", path: ["load_balancer", 0, "advanced_configuration"] },
  ]);
  const rolling = synthesize((scope) => {
    new FargateService(scope, "agent", service);
  }).resource("aws_ecs_service");
  for (const block of ["deployment_configuration", "alarms"]) expect(rolling).not.toHaveProperty(block);
});
