import { z } from "zod";
import { productionDatabaseProblem } from "../../model/firestore";
import {
  deliveryRoleNameProblem,
  kebabCase,
  namePrefixProblem,
  serviceNameProblem,
  targetGroupNameProblem,
  taskRoleNameProblem,
} from "../../model/naming";
import type { Account } from "./account";
import { dnsSchema } from "./dns";
import { networkSchema } from "./network";
import { emailAddress, kebabName, wholeNumber } from "./primitives";
import { namedEntries, type RuleFault, withRule } from "./rules";
import { serviceSchema } from "./service";
import { tagsSchema } from "./tags";

const services = withRule(
  namedEntries(serviceSchema, kebabCase, serviceNameProblem),
  z.record(z.string(), z.unknown()),
  (entries) => {
    const [first, ...others] = Object.keys(entries);
    if (first === undefined) return [{ path: [], message: "no service is named; an environment has exactly one" }];
    return others.map((name) => ({
      path: [name],
      message: `an environment has exactly one service, and that is ${first}; move this one to an environment of its own`,
      at: "key" as const,
    }));
  },
);

const environmentFields = z.strictObject({
  account: kebabName.describe("File in config/accounts, without .yaml"),
  namePrefix: kebabName.optional().describe("First part of every physical name; without it, the name of the file"),
  promotedFrom: z
    .array(kebabName)
    .min(0)
    .max(10)
    .default([])
    .describe("Environments that a commit must have been applied to before it may be applied here"),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe("Terraform refuses to destroy what holds data; turn off to tear the environment down"),
  network: networkSchema.describe("A VPC of the environment's own (cidr), or one that exists (existingVpc)"),
  dns: dnsSchema
    .optional()
    .describe("Without it the environment answers on HTTP only, on the load balancer's own name"),
  services: services
    .meta({ minProperties: 1, maxProperties: 1 })
    .describe("The service that the environment runs, by its name; exactly one"),
  alerts: z
    .strictObject({ email: emailAddress.describe("Gets alarms and budget warnings; AWS asks it to confirm") })
    .describe("Who is told"),
  budget: z
    .strictObject({
      monthlyUsd: wholeNumber(1, 1_000_000).describe("Monthly cost that is warned about at 80 and 100 percent"),
    })
    .describe("What it may cost"),
  tags: tagsSchema,
});

const serviceFacts = z.object({
  taskRoleName: z.string().optional().catch(undefined),
  firestore: z.object({ database: z.string() }).optional().catch(undefined),
  agentToAgent: z.unknown().optional(),
});

/** Whatever of the file the rules between sections need; each part is left out when it is malformed. */
const facts = z.object({
  account: z.unknown().optional(),
  namePrefix: z.unknown().optional(),
  dns: z.unknown().optional(),
  services: z.record(z.string(), serviceFacts.catch({ agentToAgent: undefined })).catch({}),
});

/** @param name the file's name, which the physical names begin with where no `namePrefix` is given */
export function environmentSchema(name: string) {
  return withRule(environmentFields, facts, (environment) => {
    const { account, namePrefix: prefix = name } = environment;
    const prefixFault = isName(prefix) ? namePrefixProblem(prefix) : undefined;
    return [
      ...faultAt(["namePrefix"], prefixFault),
      ...faultAt(["account"], isName(account) ? deliveryRoleNameProblem(account, name) : undefined),
      ...Object.entries(environment.services).flatMap(([service, settings]): RuleFault[] => {
        const nameFault =
          isName(prefix) && prefixFault === undefined ? targetGroupNameProblem(prefix, service) : undefined;
        const role = settings.taskRoleName;
        const roleFault = role === undefined ? undefined : taskRoleNameProblem(role);
        const database = settings.firestore?.database;
        const databaseFault = database === undefined ? undefined : productionDatabaseProblem(name, database);
        return [
          ...faultAt(["services", service], nameFault, "key"),
          ...faultAt(["services", service, "taskRoleName"], roleFault),
          ...faultAt(["services", service, "firestore", "database"], databaseFault),
          ...faultAt(["services", service, "agentToAgent"], pathsNeedHttps(environment.dns, settings), "key"),
        ];
      }),
    ];
  });
}

function isName(value: unknown): value is string {
  return typeof value === "string" && kebabCase.test(value);
}

function pathsNeedHttps(dns: unknown, service: z.output<typeof serviceFacts>): string | undefined {
  return dns === undefined && service.agentToAgent !== undefined
    ? "agent-to-agent paths need HTTPS; set dns.domain, or remove agentToAgent"
    : undefined;
}

function faultAt(path: readonly string[], message: string | undefined, at?: "key"): readonly RuleFault[] {
  return message === undefined ? [] : [{ path, message, at }];
}

export type Environment = Readonly<Omit<z.output<typeof environmentFields>, "account" | "namePrefix">> & {
  /** The file's name, and so the runtime stack's. */
  readonly name: string;
  readonly namePrefix: string;
  readonly account: Account;
};
