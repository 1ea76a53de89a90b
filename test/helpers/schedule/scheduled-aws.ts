import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
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

interface AlarmThere {
  isTelling: boolean;
  /** Whether it rings, after so many milliseconds. */
  rings: (slept: number) => boolean;
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
const alarmsSchema = z.object({ AlarmNames: z.array(z.string()).min(1).max(100) });
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
  readonly alarms: Record<string, AlarmThere> = {};
  slept = 0;
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
    const autoscaling = new ApplicationAutoScalingClient(testSettings);
    const alarms = new CloudWatchClient(testSettings);
    return {
      ...answering({ parameters, services, autoscaling, alarms }, this.answers()),
      sleep: async (milliseconds) => {
        this.slept += milliseconds;
      },
    };
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
      DescribeAlarms: (input) =>
        this.answer("DescribeAlarms", "alarms", () => ({
          MetricAlarms: alarmsSchema.parse(input).AlarmNames.flatMap((AlarmName) => {
            const alarm = this.alarms[AlarmName];
            if (alarm === undefined) return [];
            return [
              { AlarmName, ActionsEnabled: alarm.isTelling, StateValue: alarm.rings(this.slept) ? "ALARM" : "OK" },
            ];
          }),
        })),
      DisableAlarmActions: (input) => this.tell("DisableAlarmActions", input, false),
      EnableAlarmActions: (input) => this.tell("EnableAlarmActions", input, true),
      RegisterScalableTarget: (input) => {
        const { ResourceId, SuspendedState } = registeredSchema.parse(input);
        return this.write("RegisterScalableTarget", this.nameIn(ResourceId), (there) => {
          if (there.suspended === undefined) throw named("ValidationException", "no MinCapacity");
          there.suspended = SuspendedState;
        });
      },
    };
  }

  private tell(call: string, input: object, isTelling: boolean): object {
    const { AlarmNames } = alarmsSchema.parse(input);
    this.written.push(`${call} ${AlarmNames.join(" ")}`);
    return this.answer(call, "alarms", () => {
      for (const name of AlarmNames) Object.assign(this.alarms[name] ?? {}, { isTelling });
      return {};
    });
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
