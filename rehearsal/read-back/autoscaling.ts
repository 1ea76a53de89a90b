import {
  paginateDescribeScalableTargets,
  paginateDescribeScalingPolicies,
} from "@aws-sdk/client-application-auto-scaling";
import { allOf } from "../../delivery/aws/all-of";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { sentences } from "./sentence";

type TargetFacts = {
  readonly "least tasks": number | undefined;
  readonly "most tasks": number | undefined;
};

/** How many tasks autoscaling may run, and what it aims at. */
export const autoscaling: Area = { subject: "autoscaling", expected: expectedScaling, found: foundScaling };

const tasks = "ecs:service:DesiredCount";

function expectedScaling({ names, service }: Intent): readonly string[] {
  const { scaling } = service.settings;
  const resource = `service/${names.cluster}/${service.names.service}`;
  return [
    ...targetSentences(resource, tasks, { "least tasks": scaling.minimumTasks, "most tasks": scaling.maximumTasks }),
    policySentence(resource, "ECSServiceAverageCPUUtilization", scaling.cpuPercent),
    policySentence(resource, "ECSServiceAverageMemoryUtilization", scaling.memoryPercent),
  ];
}

async function foundScaling({ clients: { autoscaling: client } }: Reading): Promise<readonly string[]> {
  const ServiceNamespace = "ecs";
  const targets = await allOf(
    paginateDescribeScalableTargets({ client }, { ServiceNamespace }),
    ({ ScalableTargets }) => ScalableTargets,
  );
  const policies = await allOf(
    paginateDescribeScalingPolicies({ client }, { ServiceNamespace }),
    ({ ScalingPolicies }) => ScalingPolicies,
  );
  return [
    ...targets.flatMap(({ ResourceId, ScalableDimension, MinCapacity, MaxCapacity }) =>
      targetSentences(ResourceId, ScalableDimension, { "least tasks": MinCapacity, "most tasks": MaxCapacity }),
    ),
    ...policies.map(({ ResourceId, PolicyName, TargetTrackingScalingPolicyConfiguration: tracking }) =>
      policySentence(
        ResourceId,
        tracking?.PredefinedMetricSpecification?.PredefinedMetricType ?? `the metric of policy ${PolicyName}`,
        tracking?.TargetValue,
      ),
    ),
  ];
}

function targetSentences(
  resource: string | undefined,
  dimension: string | undefined,
  facts: TargetFacts,
): readonly string[] {
  return sentences(`${dimension} of ${resource}`, facts);
}

function policySentence(resource: string | undefined, metric: string, target: number | undefined): string {
  return `scaling of ${resource} holds ${metric} at ${target}`;
}
