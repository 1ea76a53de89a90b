import { Fn, type ITerraformDependable, TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { HostGroup } from "../constructs/autoscaling/host-group";
import { HostScaling } from "../constructs/autoscaling/host-scaling";
import { HostLaunchTemplate } from "../constructs/ec2/host-launch-template";
import { InstanceProfile } from "../constructs/iam/instance-profile";
import { ServiceRole } from "../constructs/iam/service-role";
import { ReleaseDocument } from "../constructs/ssm/release-document";
import type { DesignReason } from "../model/design";
import { releaseDocument } from "../model/hosts/release-document";
import { userData } from "../model/hosts/user-data";
import type { EnvironmentPlan } from "../model/plan/environment-plan";
import { isSingleWriter } from "../model/plan/host-facts";
import { cooldownSeconds } from "../model/plan/host-groups";
import { imageOf, lacksImage } from "../model/plan/host-image";
import type { HostGroupPlan } from "../model/plan/host-plan";
import type { RuntimeNetwork } from "./network";
import type { References } from "./references";
import type { Target } from "./target";

const whatAwsNames: DesignReason = {
  rules: ["aws-iam-no-policy-wildcards"],
  because: "AWS makes up ids of groups, secrets, keys and log streams, and logging in to the registry has no resource",
  compensatedBy: "the names at the end of each ARN, and the environment's boundary of instances",
};

export interface HostsParts {
  readonly network: RuntimeNetwork;
  readonly references: References;
  readonly target: Target;
  /** What instances that run these services stand in. */
  readonly securityGroupIdsOf: (...services: readonly string[]) => readonly string[];
  /** Empty where no load balancer leads to the service. */
  readonly targetGroupArnsOf: (service: string) => readonly string[];
  readonly discoveryServiceIds: Readonly<Record<string, string>>;
  readonly startsAfter: readonly ITerraformDependable[];
}

/**
 * Instances that run the services, each group with role, template and release.
 *
 * @returns what is made once they are in service
 */
export function addHosts(stack: Construct, plan: EnvironmentPlan, parts: HostsParts): readonly ITerraformDependable[] {
  return plan.hosts.map((group) => addGroup(stack, plan, group, parts));
}

function addGroup(
  stack: Construct,
  plan: EnvironmentPlan,
  group: HostGroupPlan,
  { network, references, ...parts }: HostsParts,
): ITerraformDependable {
  const { names, services } = group;
  const id = (part: string) => `${group.name}-instance-${part}`;
  const role = new ServiceRole(stack, id("role"), {
    name: group.role.name,
    trustPolicy: group.role.trustPolicy,
    boundaryArn: group.boundaryArn,
    statements: references.statements(group.role.statements),
    reason: whatAwsNames,
  });
  const profile = new InstanceProfile(stack, id("profile"), {
    name: names.instanceProfile,
    roleName: role.roleName,
    managedPolicyArns: group.managedPolicyArns,
  });
  new ReleaseDocument(stack, id("release"), {
    name: names.releaseDocument,
    content: releaseDocument(group.startSeconds),
  });
  const text = new TerraformLocal(
    stack,
    id("user-data"),
    userData(group, plan, {
      textOf: (planned) => references.text(planned),
      discoveryServiceId: group.discovery && parts.discoveryServiceIds[group.name],
    }),
  );
  const launchTemplate = new HostLaunchTemplate(stack, id("template"), {
    name: names.launchTemplate,
    amiId: imageOf(group, parts.target.kind),
    lacksImage: lacksImage(plan.name),
    instanceType: group.instance.type,
    volumeGiB: group.volumeGiB,
    instanceProfileArn: profile.arn,
    securityGroupIds: parts.securityGroupIdsOf(...services.map(({ name }) => name)),
    assignPublicIp: group.subnetTier === "public",
    userData: Fn.base64gzip(text.asString),
    tags: plan.tags.runtime,
  });
  const { groupName, ready } = new HostGroup(stack, id("group"), {
    name: names.autoscalingGroup,
    launchTemplate,
    subnetIds: network.subnetIds[group.subnetTier],
    minimum: group.minimum,
    maximum: group.maximum,
    targetGroupArns: services.flatMap(({ name }) => parts.targetGroupArnsOf(name)),
    oneAtATime: services.some(({ settings }) => isSingleWriter(settings)),
    launchingHook: names.launchingHook,
    startSeconds: group.startSeconds,
    cooldownSeconds,
    tags: plan.tags.runtime,
    startsAfter: [...parts.startsAfter, role.attachedPolicy, ...profile.attached],
  });
  if (group.scaling !== undefined) {
    new HostScaling(stack, id("scaling"), { groupName, scaling: group.scaling, names });
  }
  return ready;
}
