import { type ArnScope, roleArn } from "../arn";
import { serviceTrustPolicy } from "../iam-policy";
import type { ServiceNames } from "../naming";
import type { ServiceFacts } from "./facts";
import type { PlannedStatement } from "./planned-text";
import type { RolePlan } from "./role-plan";

/** Amazon ECS API Reference, DeploymentConfiguration: bakeTimeInMinutes. */
export const longestBakeMinutes = 1440;

/** Long enough for alarms that count over five minutes. */
export const usualBakeMinutes = 10;

/** How a release takes the place of what runs, and where the tasks of a service of the web are registered meanwhile. */
export type DeploymentPlan = { readonly strategy: "rolling"; readonly targetGroups: readonly [string] } | BlueGreenPlan;

interface BlueGreenPlan {
  readonly strategy: "blue-green";
  /** Production is in one of both: first in the first, and in the other after each release. */
  readonly targetGroups: readonly [string, string];
  readonly bakeMinutes: number;
  /** ECS takes it to register tasks and to shift requests. */
  readonly role: RolePlan;
}

/** What a client sends with requests that are to reach the new tasks before the others do. */
export const testHeader = { name: "x-slipway-deployment", value: "test" } as const;

/** The groups of a rule and their weights alone: ECS's from the first deployment on, and Terraform would undo a shift. */
export const shiftedGroups = "action[0].forward[0].target_group";

interface DeploymentContext {
  readonly account: ArnScope;
  readonly names: ServiceNames;
  readonly loadBalancer: string;
  readonly runtime: "fargate" | "ec2";
}

/** Nothing for what no load balancer leads to. */
export function planDeployment(
  settings: ServiceFacts,
  { account, names, loadBalancer, runtime }: DeploymentContext,
): DeploymentPlan | undefined {
  if (settings.kind !== "web") return undefined;
  const { targetGroup, secondTargetGroup, trafficRole } = names;
  if (runtime === "ec2") return { strategy: "rolling", targetGroups: [names.hostTargetGroup(settings.port)] };
  if (settings.deployment.strategy === "rolling") return { strategy: "rolling", targetGroups: [targetGroup] };
  const targetGroups = [targetGroup, secondTargetGroup] as const;
  return {
    strategy: "blue-green",
    targetGroups,
    bakeMinutes: settings.deployment.bakeMinutes ?? usualBakeMinutes,
    role: {
      name: trafficRole,
      arn: roleArn(account, trafficRole),
      // As the Developer Guide writes it ("Amazon ECS infrastructure IAM role for load balancers"), which names no condition.
      trustPolicy: serviceTrustPolicy("ecs.amazonaws.com"),
      statements: trafficStatements(account, loadBalancer, targetGroups),
    },
  };
}

/**
 * What AmazonECSInfrastructureRolePolicyForLoadBalancers permits, for rules of one load balancer and these target groups alone.
 * Listeners are not among it: what a blue/green service answers, a rule of its own forwards.
 */
function trafficStatements(
  account: ArnScope,
  loadBalancer: string,
  targetGroups: readonly string[],
): readonly PlannedStatement[] {
  const arn = (resource: string) => `arn:aws:elasticloadbalancing:${account.region}:${account.accountId}:${resource}`;
  return [
    // AWS has no resource level for these.
    {
      sid: "SeeTraffic",
      actions: [
        "elasticloadbalancing:DescribeListeners",
        "elasticloadbalancing:DescribeRules",
        "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeTargetHealth",
      ],
      resources: ["*"],
      conditions: { StringEquals: { "aws:RequestedRegion": account.region } },
    },
    {
      sid: "RegisterTasks",
      actions: ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"],
      resources: targetGroups.map((group) => arn(`targetgroup/${group}/*`)),
    },
    {
      sid: "ShiftTraffic",
      actions: ["elasticloadbalancing:ModifyRule"],
      resources: [arn(`listener-rule/app/${loadBalancer}/*`)],
    },
  ];
}
