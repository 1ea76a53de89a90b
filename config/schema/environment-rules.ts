import { z } from "zod";
import { kebabCase } from "../../model/name-rules";
import { capabilitySections } from "../../model/plan/capabilities";
import { environmentProblems } from "../../model/plan/rules";
import { instancesSchema } from "./instances";
import { domainName } from "./primitives";
import { withRule } from "./rules";

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const texts = z.array(z.string().catch("")).optional().catch(undefined);

/** Whatever of a service the rules between sections need; each part is left out where it is malformed. */
const serviceFacts = z.object({
  kind: text,
  port: z.int().optional().catch(undefined),
  size: z.object({ cpuUnits: z.int(), memoryMiB: z.int() }).optional().catch(undefined),
  architecture: text,
  uses: texts,
  consumes: text,
  taskRoleName: text,
  environment: z.record(z.string(), z.unknown()).optional().catch(undefined),
  secrets: z.record(z.string(), z.unknown()).optional().catch(undefined),
  sidecars: z.record(z.string(), z.unknown()).optional().catch(undefined),
  firestore: z.object({ database: z.string() }).optional().catch(undefined),
  scaling: z
    .object({
      minimumTasks: z.int(),
      maximumTasks: z.int().optional().catch(undefined),
      requestsPerTarget: z.unknown().optional(),
    })
    .optional()
    .catch(undefined),
  spotPercent: z.number().optional().catch(undefined),
  volumes: z.record(z.string(), z.string().catch("")).optional().catch(undefined),
  logRetentionDays: z.int().optional().catch(undefined),
  agentToAgent: z.object({ path: text }).optional().catch({}),
  deployment: z.object({ strategy: text }).optional().catch(undefined),
  routes: z
    .array(z.object({ host: text, paths: texts }).catch({}))
    .optional()
    .catch(undefined),
});

const facts = z.looseObject({
  account: z.unknown().optional(),
  namePrefix: z.unknown().optional(),
  production: flag,
  promotedFrom: texts,
  notPromotedBecause: z.unknown().optional(),
  deletionProtection: flag,
  network: z.unknown().optional(),
  dns: z.unknown().optional(),
  loadBalancer: z.unknown().optional(),
  services: z.record(z.string(), serviceFacts.catch({})).catch({}),
  retired: texts,
  compute: text,
  instances: z.unknown().optional(),
  volumes: z.record(z.string(), z.object({ detached: z.boolean().catch(false) }).catch({ detached: false })).catch({}),
});

const domainFacts = z.object({ domain: domainName });
const zoneFacts = z.object({ domain: z.string(), zone: z.object({ name: z.string() }) });
const delegationFacts = z.object({ zone: z.object({ create: z.literal(true), delegated: z.literal(false) }) });
const formerFacts = z.object({ formerDomains: texts });
const schemeFacts = z
  .object({ scheme: text, allowedCidrs: z.unknown().optional(), certificateArn: z.unknown().optional() })
  .catch({});
const failoverFacts = z.object({ failover: z.enum(["primary", "secondary"]) });
const vpcFacts = z.object({ existingVpc: z.unknown() });

const names = z.record(z.string(), z.unknown()).catch({});

/** Adds the rules between the sections of an environment's file. */
export function environmentRules<Schema extends z.ZodType>(schema: Schema, name: string): Schema {
  return withRule(
    schema,
    facts,
    ({ account, namePrefix, dns, network, loadBalancer, instances, services, ...sections }) => {
      const { scheme, allowedCidrs, certificateArn } = schemeFacts.parse(loadBalancer ?? {});
      return environmentProblems({
        name,
        namePrefix: isName(namePrefix ?? name) ? String(namePrefix ?? name) : undefined,
        account: isName(account) ? String(account) : undefined,
        production: sections.production,
        promotedFrom: sections.promotedFrom,
        hasReasonNotToPromote: sections.notPromotedBecause !== undefined,
        deletionProtection: sections.deletionProtection,
        hasNetwork: network !== undefined,
        hasDns: dns !== undefined,
        waitsForDelegation: delegationFacts.safeParse(dns).success,
        formerDomains: formerFacts.safeParse(dns).data?.formerDomains ?? [],
        zone: zoneFacts.safeParse(dns).data?.zone.name,
        domain: domainFacts.safeParse(dns).data?.domain,
        needsAllowedCidrs: scheme === "internal" && allowedCidrs === undefined && vpcFacts.safeParse(network).success,
        hasLoadBalancerSettings: loadBalancer !== undefined,
        hasCertificate: certificateArn !== undefined,
        hasBlindFailover: scheme === "internal" && failoverFacts.safeParse(dns).success,
        services,
        resources: Object.fromEntries(
          Object.entries(capabilitySections).map(([section, { hasNames }]) => {
            const isThere = sections[section] !== undefined;
            return [section, hasNames ? Object.keys(names.parse(sections[section])) : isThere ? [section] : []];
          }),
        ),
        detachedVolumes: Object.entries(sections.volumes).flatMap(([volume, { detached }]) => (detached ? volume : [])),
        retired: sections.retired ?? [],
        compute: sections.compute,
        instances: instancesSchema.safeParse(instances ?? {}).data,
      });
    },
  );
}

function isName(value: unknown): boolean {
  return typeof value === "string" && kebabCase.test(value);
}
