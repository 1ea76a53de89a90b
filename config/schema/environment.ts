import { z } from "zod";
import { usualUsage } from "../../model/cost/usage";
import { productionLogDays } from "../../model/log-retention";
import { kebabCase, serviceNameProblem } from "../../model/name-rules";
import { usualHostScaling } from "../../model/plan/host-facts";
import type { Account } from "./account";
import { capabilitySections } from "./capabilities";
import { dnsSchema } from "./dns";
import { environmentRules } from "./environment-rules";
import { instancesSchema } from "./instances";
import { loadBalancerSchema } from "./load-balancer";
import { networkSchema } from "./network";
import { emailAddress, kebabName, text, wholeNumber } from "./primitives";
import { namedEntries } from "./rules";
import { serviceSchema } from "./service";
import { logGroupName, roleName } from "./service-common";
import { tagsSchema } from "./tags";
import { usageSchema } from "./usage";

const clusterName = text(/^[A-Za-z0-9_-]{1,255}$/, "the name of a cluster", "1 to 255 letters, digits, - and _");

const environmentFields = z.strictObject({
  account: kebabName.describe("File in config/accounts, without .yaml"),
  namePrefix: kebabName.optional().describe("First part of every physical name; without it, the name of the file"),
  production: z
    .boolean()
    .default(false)
    .describe(
      `Held to more than others: HTTPS alone, at least two tasks of each service of kind web, logs for ${productionLogDays} days, deletionProtection, no accepted critical risk, and promotedFrom`,
    ),
  promotedFrom: z
    .array(kebabName)
    .min(0)
    .max(10)
    .default([])
    .describe(
      "Environments that a commit must have been applied to, and an image released to, before they may be here",
    ),
  notPromotedBecause: z
    .string()
    .min(20, "say in a sentence why nothing is tried elsewhere first")
    .max(1000)
    .optional()
    .describe("Why a production environment has no promotedFrom"),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe("Terraform refuses to destroy what holds data; turn off to tear the environment down"),
  network: networkSchema
    .optional()
    .describe("A VPC of the environment's own (cidr), or one that exists (existingVpc); services need one"),
  dns: dnsSchema
    .optional()
    .describe("Without it the environment answers on HTTP only, on the load balancer's own name"),
  loadBalancer: loadBalancerSchema.optional().describe("The load balancer before the services of kind web"),
  cluster: z
    .strictObject({ name: clusterName.optional().describe("Name of the cluster; without it, the namePrefix") })
    .default({})
    .describe("The ECS cluster that the services run in"),
  compute: z
    .enum(["fargate", "ec2"])
    .default("fargate")
    .describe(
      "Where the services run: fargate: tasks of ECS; ec2: Docker Compose on instances of the environment's own",
    ),
  instances: instancesSchema
    .default({ scaling: usualHostScaling })
    .describe("The instances of compute: ec2, and what a comparison reckons with"),
  services: namedEntries(serviceSchema, kebabCase, serviceNameProblem)
    .default({})
    .describe("The services that the environment runs, by their names"),
  ...capabilitySections,
  retired: z
    .array(kebabName)
    .max(20)
    .default([])
    .describe("Capabilities that were removed here and not yet everywhere: the rights to remove them stay"),
  formerNames: z
    .strictObject({
      taskRoles: z.array(roleName).max(20).default([]).describe("What was a service's taskRoleName"),
      logGroups: z.array(logGroupName).max(20).default([]).describe("What was a service's logGroup"),
    })
    .default({ taskRoles: [], logGroups: [] })
    .describe("Names that services had before: the rights to remove what bears them stay until it is gone"),
  alerts: z
    .strictObject({ email: emailAddress.describe("Gets alarms and budget warnings; AWS asks it to confirm") })
    .describe("Who is told"),
  budget: z
    .strictObject({
      monthlyUsd: wholeNumber(1, 1_000_000).describe(
        "Monthly cost that AWS warns of at 80 and 100 percent; what would cost more is refused",
      ),
    })
    .describe("What it may cost"),
  usage: usageSchema.default(usualUsage).describe("What the cost of its use is reckoned with; each is an assumption"),
  tags: tagsSchema,
});

/** @param name the file's name, which the physical names begin with where no `namePrefix` is given */
export function environmentSchema(name: string) {
  return environmentRules(environmentFields, name);
}

export type Environment = Readonly<Omit<z.output<typeof environmentFields>, "account" | "namePrefix">> & {
  /** The file's name, and so the runtime stack's. */
  readonly name: string;
  readonly namePrefix: string;
  readonly account: Account;
};
