import { z } from "zod";
import { usualOverrideTag } from "../capabilities/schedule/schema";
import { type Problem, problem } from "../model/plan/rule-facts";
import { orList } from "../model/wording";
import type { NamedFile } from "./claims";
import type { Fault } from "./diagnostics";
import { awsAccountId, awsRegion } from "./schema/primitives";
import { likelyChoice } from "./suggestion";

const names = z.record(z.string(), z.unknown()).default({}).catch({});
const accountFacts = z.object({
  accountId: awsAccountId.optional().catch(undefined),
  region: awsRegion.optional().catch(undefined),
  repositories: names,
  tags: names,
});
const arn = (service: string) => z.string().startsWith(`arn:aws:${service}:`).optional().catch(undefined);
const readSecret = z.object({ arn: arn("secretsmanager"), kmsKeyArn: arn("kms") }).catch({});
const serviceFacts = z.object({
  repository: z.string().optional().catch(undefined),
  secrets: z.record(z.string(), readSecret).default({}).catch({}),
});
const environmentFacts = z.object({
  account: z.string(),
  loadBalancer: z
    .object({ certificateArn: arn("acm") })
    .optional()
    .catch(undefined),
  services: z.record(z.string(), serviceFacts.catch({ secrets: {} })).catch({}),
  schedule: z
    .object({ override: z.object({ tag: z.string() }).catch({ tag: usualOverrideTag }) })
    .optional()
    .catch(undefined),
  tags: names,
});

/** What an environment's file says that is not there in its account, or that AWS does not let it use from there. */
export function referenceFaults(accounts: readonly NamedFile[], environments: readonly NamedFile[]): readonly Fault[] {
  return environments.flatMap(({ content }) => {
    const { data } = environmentFacts.safeParse(content.value);
    const file = accounts.find(({ name }) => name === data?.account);
    const account = accountFacts.safeParse(file?.content.value).data;
    if (data === undefined || file === undefined || account === undefined) return [];
    const home: Home = { ...account, name: file.name, file: file.content.file };
    const { certificateArn } = data.loadBalancer ?? {};
    return [
      ...problem(["loadBalancer", "certificateArn"], certificateProblem(certificateArn, home)),
      ...Object.entries(data.services).flatMap(([service, { repository, secrets }]) => [
        ...problem(["services", service, "repository"], repositoryProblem(repository, home)),
        ...Object.entries(secrets).flatMap(([variable, secret]) =>
          secretProblems(["services", service, "secrets", variable], secret, home),
        ),
      ]),
      ...Object.keys(data.tags).flatMap((tag) => problem(["tags", tag], tagProblem(tag, home), "key")),
      ...overrideProblems(data, home),
    ].map(({ path, message, at }) => ({
      file: content.file,
      position: content.positionOf(path, at ?? "value"),
      path,
      message,
    }));
  });
}

/** The environment's account, as far as its file is sound. */
interface Home extends z.output<typeof accountFacts> {
  readonly name: string;
  readonly file: string;
}

/** What is ours only because it is where we are. */
function placeOf(arn: string): Pick<Home, "accountId" | "region"> {
  const [, , , region, accountId] = arn.split(":");
  return { region, accountId };
}

function isElsewhere(arn: string, { accountId, region }: Pick<Home, "accountId" | "region">): boolean {
  const place = placeOf(arn);
  return (accountId ?? place.accountId) !== place.accountId || (region ?? place.region) !== place.region;
}

/** Elastic Load Balancing, "SSL certificates for your Application Load Balancer": of the load balancer's region and account. */
function certificateProblem(arn: string | undefined, home: Home): string | undefined {
  const isPlaceKnown = home.accountId !== undefined && home.region !== undefined;
  return arn === undefined || !isPlaceKnown || !isElsewhere(arn, home)
    ? undefined
    : `the certificate is not in account ${home.accountId} in ${home.region}, where the load balancer is; use one from there`;
}

/**
 * Tasks read secrets in their own region, where alone they may use the keys. Of another account's they read those under a key
 * of that account's own: Secrets Manager User Guide, "Access secrets from a different account".
 */
function secretProblems(path: readonly string[], { arn, kmsKeyArn }: z.output<typeof readSecret>, home: Home) {
  if (arn === undefined) return [];
  const secret = placeOf(arn);
  const isForeign = home.accountId !== undefined && secret.accountId !== home.accountId;
  return [
    ...problem(
      [...path, "arn"],
      home.region === undefined || secret.region === home.region
        ? undefined
        : `the secret is in ${secret.region}, and tasks read secrets of ${home.region} alone; name its replica there`,
    ),
    ...problem(
      [...path, "arn"],
      isForeign && kmsKeyArn === undefined
        ? `AWS's own key opens no secret of account ${secret.accountId} from here; encrypt it under a key of that account, and write its kmsKeyArn`
        : undefined,
    ),
    ...problem(
      [...path, "kmsKeyArn"],
      kmsKeyArn !== undefined && isElsewhere(kmsKeyArn, secret)
        ? `the key is not in account ${secret.accountId} in ${secret.region}, where its secret is; write the key of the secret`
        : undefined,
    ),
  ];
}

function tagProblem(tag: string, { tags, file }: Home): string | undefined {
  const namesake = Object.keys(tags).find((other) => other !== tag && other.toLowerCase() === tag.toLowerCase());
  return namesake === undefined
    ? undefined
    : `${file} has the tag ${namesake}, the same to AWS but for its case; write it alike`;
}

/** Terraform would set back what a person has set. */
function overrideProblems({ schedule, tags }: z.output<typeof environmentFacts>, home: Home): readonly Problem[] {
  const isOverride = (tag: string) => tag.toLowerCase() === schedule?.override.tag.toLowerCase();
  return [
    ...Object.keys(tags)
      .filter(isOverride)
      .flatMap((tag) => problem(["tags", tag], "the schedule's override is a tag of this name; choose another", "key")),
    ...Object.keys(home.tags)
      .filter(isOverride)
      .flatMap((tag) =>
        problem(["schedule", "override", "tag"], `${home.file} puts the tag ${tag} on everything; choose another`),
      ),
  ];
}

function repositoryProblem(repository: string | undefined, { repositories, name, file }: Home): string | undefined {
  const known = Object.keys(repositories);
  return repository === undefined || known.includes(repository)
    ? undefined
    : `${repository} is not a repository of account ${name}; ${remedy(repository, known, file)}`;
}

function remedy(repository: string, known: readonly string[], file: string): string {
  if (known.length === 0) return `write it below repositories in ${file}`;
  const likely = likelyChoice(repository, known);
  return likely === undefined ? `use ${orList(known)}, or write it in ${file}` : `did you mean ${likely}?`;
}
