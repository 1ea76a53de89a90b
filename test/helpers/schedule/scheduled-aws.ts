import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { ECSClient } from "@aws-sdk/client-ecs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { z } from "zod";
import type { ScheduleClients } from "../../../functions/reconcile";
import { type Answers, answering, testSettings } from "../answering";

interface ServiceThere {
  desiredCount: number;
  /** Absent where no scalable target is registered. */
  suspended: Suspension | undefined;
}

interface Suspension {
  readonly DynamicScalingInSuspended: boolean;
  readonly DynamicScalingOutSuspended: boolean;
  readonly ScheduledScalingSuspended: boolean;
}

export const suspension = (isSuspended: boolean): Suspension => ({
  DynamicScalingInSuspended: isSuspended,
  DynamicScalingOutSuspended: isSuspended,
  ScheduledScalingSuspended: isSuspended,
});

/** What becomes of a call: a timeout may hide that it took effect. */
export type Fate = "answered" | "refused" | "lost before it took effect" | "lost after it took effect";

const taggedSchema = z.strictObject({ ResourceType: z.literal("Parameter"), ResourceId: z.string() });
const describedSchema = z.strictObject({ cluster: z.string(), services: z.tuple([z.string()]) });
const updatedSchema = z.strictObject({ cluster: z.string(), service: z.string(), desiredCount: z.number() });
const targetFields = { ServiceNamespace: z.literal("ecs"), ScalableDimension: z.literal("ecs:service:DesiredCount") };
const targetsSchema = z.strictObject({ ...targetFields, ResourceIds: z.tuple([z.string()]) });
const registeredSchema = z.strictObject({
  ...targetFields,
  ResourceId: z.string(),
  SuspendedState: z.strictObject({
    DynamicScalingInSuspended: z.boolean(),
    DynamicScalingOutSuspended: z.boolean(),
    ScheduledScalingSuspended: z.boolean(),
  }),
});

/** As much of ECS, Application Auto Scaling and SSM as a schedule asks for; it takes those calls alone, with those arguments alone. */
export class ScheduledAws {
  readonly services: Record<string, ServiceThere> = {};
  tags: Record<string, string> = {};
  hasCluster = true;
  /** What becomes of the next call. */
  fate: (call: string, resource: string) => Fate = () => "answered";
  /** Calls that change something, whether they were answered or not. */
  readonly written: string[] = [];

  constructor(
    private readonly cluster: string,
    private readonly parameter: string,
  ) {}

  get clients(): ScheduleClients {
    const parameters = new SSMClient(testSettings);
    const services = new ECSClient(testSettings);
    return answering(
      { parameters, services, autoscaling: new ApplicationAutoScalingClient(testSettings) },
      this.answers(),
    );
  }

  private answers(): Answers {
    return {
      ListTagsForResource: (input) => {
        const { ResourceId } = taggedSchema.parse(input);
        if (ResourceId !== this.parameter) throw named("InvalidResourceId", ResourceId);
        return this.answer("ListTagsForResource", ResourceId, () => ({
          TagList: Object.entries(this.tags).map(([Key, Value]) => ({ Key, Value })),
        }));
      },
      DescribeServices: (input) => {
        const { cluster, services } = describedSchema.parse(input);
        return this.answer("DescribeServices", services[0], () => {
          if (!this.hasCluster || cluster !== this.cluster) throw named("ClusterNotFoundException", cluster);
          const found = this.services[services[0]];
          return found === undefined
            ? { services: [], failures: [{ reason: "MISSING" }] }
            : { services: [{ status: "ACTIVE", desiredCount: found.desiredCount }] };
        });
      },
      DescribeScalableTargets: (input) => {
        const name = this.nameIn(targetsSchema.parse(input).ResourceIds[0]);
        return this.answer("DescribeScalableTargets", name, () => {
          const suspended = this.services[name]?.suspended;
          return { ScalableTargets: suspended === undefined ? [] : [{ SuspendedState: suspended }] };
        });
      },
      UpdateService: (input) => {
        const { service, desiredCount } = updatedSchema.parse(input);
        return this.write("UpdateService", service, (there) => {
          there.desiredCount = desiredCount;
        });
      },
      RegisterScalableTarget: (input) => {
        const { ResourceId, SuspendedState } = registeredSchema.parse(input);
        return this.write("RegisterScalableTarget", this.nameIn(ResourceId), (there) => {
          if (there.suspended === undefined) throw named("ValidationException", "no MinCapacity");
          there.suspended = SuspendedState;
        });
      },
    };
  }

  private nameIn(resourceId: string): string {
    const [, cluster, name = ""] = resourceId.split("/");
    if (cluster !== this.cluster) throw named("ValidationException", resourceId);
    return name;
  }

  private write(call: string, service: string, change: (there: ServiceThere) => void): object {
    this.written.push(`${call} ${service}`);
    return this.answer(call, service, () => {
      const there = this.services[service];
      if (there === undefined) throw named("ServiceNotFoundException", service);
      change(there);
      return {};
    });
  }

  private answer(call: string, resource: string, effect: () => object): object {
    const fate = this.fate(call, resource);
    if (fate === "refused") throw named("ThrottlingException", call);
    if (fate === "lost before it took effect") throw named("TimeoutError", call);
    const answer = effect();
    if (fate === "lost after it took effect") throw named("TimeoutError", call);
    return answer;
  }
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
