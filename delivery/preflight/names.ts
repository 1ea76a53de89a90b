import {
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetRoleCommand } from "@aws-sdk/client-iam";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { environmentTag } from "../../model/tags";
import { isNamed } from "../aws/aws-failure";
import { type Finding, missing, ok, type Question } from "./answer";
import type { PreflightClients } from "./clients";
import { foundOr } from "./existence";

type Tags = readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[];

/** Whether the names of the runtime are free, or this environment's already. */
export function nameQuestions(plan: EnvironmentPlan, clients: PreflightClients): readonly Question[] {
  const { loadBalancer, services } = plan;
  return [
    ...(loadBalancer === undefined
      ? []
      : [nameQuestion(plan, `load balancer ${loadBalancer.name}`, () => loadBalancerTags(clients, loadBalancer.name))]),
    ...services.flatMap(({ kind, names: { targetGroup }, role, executionRole, schedule }) => [
      ...(kind === "web"
        ? [nameQuestion(plan, `target group ${targetGroup}`, () => targetGroupTags(clients, targetGroup))]
        : []),
      ...[role, executionRole, schedule?.role].flatMap((planned) =>
        planned === undefined
          ? []
          : [nameQuestion(plan, `role ${planned.name}`, () => roleTags(clients, planned.name))],
      ),
    ]),
  ];
}

/** @param tagsOf nothing where nobody has the name */
function nameQuestion({ name }: EnvironmentPlan, what: string, tagsOf: () => Promise<Tags | undefined>): Question {
  return {
    subject: `name of ${what}`,
    find: async (): Promise<Finding> => {
      const tags = await tagsOf();
      if (tags === undefined) return ok("free");
      const owner = tags.find(({ Key }) => Key === environmentTag)?.Value;
      if (owner === name) return ok("this environment's");
      const whose = owner === undefined ? "no environment's" : `of ${owner}`;
      return missing(`taken, and ${whose}; choose another namePrefix or name, or remove it`);
    },
  };
}

async function loadBalancerTags({ loadBalancing }: PreflightClients, name: string): Promise<Tags | undefined> {
  const found = await foundOr(
    () => loadBalancing.send(new DescribeLoadBalancersCommand({ Names: [name] })),
    (error) => isNamed(error, "LoadBalancerNotFoundException"),
  );
  return tagsOfArn(loadBalancing, found?.LoadBalancers?.[0]?.LoadBalancerArn);
}

async function targetGroupTags({ loadBalancing }: PreflightClients, name: string): Promise<Tags | undefined> {
  const found = await foundOr(
    () => loadBalancing.send(new DescribeTargetGroupsCommand({ Names: [name] })),
    (error) => isNamed(error, "TargetGroupNotFoundException"),
  );
  return tagsOfArn(loadBalancing, found?.TargetGroups?.[0]?.TargetGroupArn);
}

async function tagsOfArn(
  client: PreflightClients["loadBalancing"],
  arn: string | undefined,
): Promise<Tags | undefined> {
  if (arn === undefined) return undefined;
  const { TagDescriptions = [] } = await client.send(new DescribeTagsCommand({ ResourceArns: [arn] }));
  return TagDescriptions[0]?.Tags ?? [];
}

async function roleTags({ iam }: PreflightClients, RoleName: string): Promise<Tags | undefined> {
  const found = await foundOr(
    () => iam.send(new GetRoleCommand({ RoleName })),
    (error) => isNamed(error, "NoSuchEntity", "NoSuchEntityException"),
  );
  return found === undefined ? undefined : (found.Role?.Tags ?? []);
}
