import { type ITerraformDependable, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { BacklogAutoscaling } from "../constructs/ecs/backlog-autoscaling";
import { type BlueGreenProps, FargateService } from "../constructs/ecs/fargate-service";
import { Job } from "../constructs/ecs/job";
import { ServiceAutoscaling } from "../constructs/ecs/service-autoscaling";
import { ServiceRole } from "../constructs/iam/service-role";
import { ServiceLookup } from "../constructs/lookup/service-lookup";
import type { ContainerFacts } from "../model/container-definition";
import type { DesignReason } from "../model/design";
import { jobCommand, jobOutputName } from "../model/job-command";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import { secretReference } from "../model/plan/planned-text";
import type { RolePlan } from "../model/plan/role-plan";
import type { ServicePlan } from "../model/plan/service-plan";
import type { ContainerPlan } from "../model/plan/service-task";
import type { ServiceTarget } from "./listeners";
import type { RuntimeNetwork } from "./network";
import type { References } from "./references";

/** Of the role that starts a job's tasks. */
const startsAnyRevision: DesignReason = {
  rules: ["aws-iam-no-policy-wildcards"],
  because: "each release registers a revision of the task, and AWS makes up the ids of tasks",
  compensatedBy: "one task family in one cluster, and a tag that only the start of a task may set",
};

/** Of the role that shifts requests. */
const shiftsTraffic: DesignReason = {
  rules: ["aws-iam-no-policy-wildcards"],
  because: "AWS makes up the ends of ARNs of target groups and rules, and has no resource level for looking at them",
  compensatedBy: "the names of two target groups and of one load balancer, and the environment's boundary",
};

export interface ServiceParts {
  readonly network: RuntimeNetwork;
  readonly references: References;
  /** Absent where instances run the service. */
  readonly clusterArn: string | undefined;
  readonly securityGroupIds: readonly string[];
  /** Absent where no load balancer leads to it. */
  readonly target: ServiceTarget | undefined;
  /** Alarms that end a deployment of it. */
  readonly alarmNames: readonly string[];
  /** Absent where no other service finds it by name. */
  readonly discoveryServiceArn: string | undefined;
  readonly startsAfter: readonly ITerraformDependable[];
  readonly after: ITerraformDependable;
}

/**
 * The roles, tasks and scaling of one service; where instances run it, the role of its program alone.
 *
 * @returns what is made once its tasks are steady; nothing for a job
 */
export function addService(
  stack: Construct,
  environment: EnvironmentPlan,
  service: ServicePlan,
  parts: ServiceParts,
): readonly ITerraformDependable[] {
  const { name, names, settings, placement } = service;
  const { references, network } = parts;
  const base = new ServiceLookup(stack, `${name}-base`, {
    environment: environment.name,
    service: name,
    imageDigestParameter: names.imageDigestParameter,
    secrets: service.secrets.flatMap(({ id, find }) => ("name" in find ? [{ id, name: find.name }] : [])),
    after: parts.after,
  });
  for (const [secret, arn] of base.secretArns) {
    references.set(secretReference(secret), arn);
  }
  const addRole = (id: string, role: RolePlan, reason?: DesignReason) =>
    new ServiceRole(stack, `${name}-${id}`, {
      name: role.name,
      trustPolicy: role.trustPolicy,
      boundaryArn: service.boundaryArn,
      statements: references.statements(role.statements),
      reason,
    });
  const taskRole = addRole("task-role", service.role);
  const { clusterArn } = parts;
  if (placement.runtime === "ec2" || service.executionRole === undefined || clusterArn === undefined) return [];
  const { cluster } = placement;
  const executionRole = addRole("execution-role", service.executionRole);
  const image = `${service.repository.imageName}@${base.imageDigest}`;
  const task = {
    taskFamily: names.taskFamily,
    containers: service.task.containers.map((container) => containerFacts(container, image, references)),
    size: service.task.size,
    architecture: service.task.architecture,
    volumes: service.task.volumes.map(({ name: volume, fileSystemId, accessPointId }) => ({
      name: volume,
      fileSystemId: references.text(fileSystemId),
      accessPointId: references.text(accessPointId),
    })),
    taskRoleArn: taskRole.arn,
    executionRoleArn: executionRole.arn,
  };
  const inNetwork = {
    subnetIds: network.subnetIds[placement.subnetTier],
    assignPublicIp: placement.subnetTier === "public",
    securityGroupIds: parts.securityGroupIds,
    clusterArn,
  };
  const policies = [taskRole.attachedPolicy, executionRole.attachedPolicy];

  if (settings.kind === "job") {
    const { schedule } = service;
    const schedulerRole =
      schedule === undefined ? undefined : addRole("scheduler-role", schedule.role, startsAnyRevision);
    new Job(stack, `${name}-job`, {
      ...task,
      ...(schedule === undefined || schedulerRole === undefined
        ? {}
        : {
            schedule: {
              ...schedule,
              ...inNetwork,
              roleArn: schedulerRole.arn,
              taskDefinitionArn: service.newestTaskDefinitionArn,
              startsAfter: [...parts.startsAfter, ...policies, schedulerRole.attachedPolicy],
            },
          }),
    });
    new TerraformOutput(stack, jobOutputName(name), {
      value: jobCommand({ ...inNetwork, cluster, taskFamily: names.taskFamily }),
    });
    return [];
  }

  const { target, discoveryServiceArn } = parts;
  const shift = blueGreenOf(service, parts, (role) => addRole("traffic-role", role, shiftsTraffic));
  const { serviceName, ready } = new FargateService(stack, `${name}-service`, {
    ...task,
    ...inNetwork,
    name: names.service,
    initialTasks: settings.scaling.minimumTasks,
    isSingleWriter: service.isSingleWriter,
    spotPercent: service.spotPercent,
    ...(target === undefined || settings.kind !== "web"
      ? {}
      : {
          target: {
            targetGroupArn: target.targetGroupArn,
            container: name,
            port: settings.port,
            healthCheckGraceSeconds: service.times.healthCheckGraceSeconds,
          },
        }),
    blueGreen: shift?.blueGreen,
    discoveryServiceArn,
    startsAfter: [...parts.startsAfter, ...policies, ...(shift === undefined ? [] : [shift.attachedPolicy])],
  });
  addScaling(stack, service, { clusterName: cluster, serviceName }, references);
  return [ready];
}

/** Nothing where new tasks take the place of the old ones bit by bit. */
function blueGreenOf(
  { deployment }: ServicePlan,
  { target, alarmNames }: ServiceParts,
  addRole: (role: RolePlan) => ServiceRole,
): { readonly blueGreen: BlueGreenProps; readonly attachedPolicy: ITerraformDependable } | undefined {
  if (deployment?.strategy !== "blue-green" || target?.shift === undefined) return undefined;
  const { arn: roleArn, attachedPolicy } = addRole(deployment.role);
  return {
    blueGreen: { ...target.shift, roleArn, bakeMinutes: deployment.bakeMinutes, alarmNames },
    attachedPolicy,
  };
}

function addScaling(
  stack: Construct,
  { name, scaling }: ServicePlan,
  target: { readonly clusterName: string; readonly serviceName: string },
  references: References,
): void {
  if (scaling === undefined) return;
  const id = `${name}-autoscaling`;
  if (scaling.by === "backlog") {
    new BacklogAutoscaling(stack, id, { ...target, ...scaling });
    return;
  }
  const policies = scaling.policies.map(({ countedAt, ...policy }) => ({
    ...policy,
    resourceLabel: countedAt.map((end) => references.text(end)).join("/"),
  }));
  new ServiceAutoscaling(stack, id, { ...target, ...scaling, policies });
}

function containerFacts(
  { image, environment, secrets, ...container }: ContainerPlan,
  released: string,
  references: References,
): ContainerFacts {
  const secretArns = secrets.map(({ variable, secret, key }) => {
    const arn = references.text(secret.arn);
    // ECS reads one key of a JSON value behind the ARN; the two parts after it are version stage and id.
    return [variable, key === undefined ? arn : `${arn}:${key}::`] as const;
  });
  return {
    ...container,
    image: image ?? released,
    environment: references.texts(environment),
    secretArns: Object.fromEntries(secretArns),
  };
}
