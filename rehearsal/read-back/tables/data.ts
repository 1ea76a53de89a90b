import { z } from "zod";
import { digestPattern } from "../../../model/image-digest";
import { lifecycleSelections } from "../../../model/image-lifecycle";
import { caBundleOf } from "../../../model/plan/load-balancer-plan";
import type { SecretPlan } from "../../../model/plan/secret-plan";
import { resourcesOf } from "../../../model/plan/service-links";
import type { Read, Table } from "../table";
import type { Scope } from "../whose";

const reads = ["buckets", "keys", "logGroups", "parameters", "queues", "repositories", "secrets", "topics"] as const;
type Readers = Read<typeof reads>;

/** How what holds data is kept: under which key, for how long, and from whom. */
export const data: Table = {
  name: "data",
  reads,
  expected: expectedData,
  found: foundData,
};

/** What is kept, and what is promised of it. */
function row(kind: string, name: string, facts: readonly (string | undefined)[]): string {
  return `${kind} ${name}: ${facts.filter((fact) => fact !== undefined).join(", ")}`;
}

const privately = ["versions kept", "no public access", "no access lists"];

function expectedData({ plan }: Scope): readonly string[] {
  const { names, account, services, flowLogs, secrets, alerts, loadBalancer } = plan;
  const encryption = `under ${names.encryptionKeyAlias}`;
  const logGroups = [
    ...services.map(({ logGroup }) => ({ name: logGroup.name, days: logGroup.retentionDays })),
    ...(flowLogs === undefined ? [] : [{ name: flowLogs.logGroup, days: flowLogs.retentionDays }]),
  ];
  return [
    row("key", names.encryptionKeyAlias, ["rotated every year"]),
    ...logGroups.map(({ name, days }) => row("log group", name, [encryption, `${days} days`])),
    ...secrets.flatMap(({ origin, shown }) =>
      origin === "created" ? [row("secret", shown, [encryption, "with a value"])] : [],
    ),
    row("topic", alerts.topic, [encryption]),
    ...(loadBalancer === undefined
      ? []
      : [row("bucket", loadBalancer.logsBucket, ["AES256", ...privately, `${loadBalancer.logRetentionDays} days`])]),
    ...services.map(({ names: { imageDigestParameter } }) =>
      row("parameter", imageDigestParameter, ["an image digest"]),
    ),
    ...(loadBalancer?.keptCertificates ?? []).map(({ parameter }) => row("parameter", parameter, ["a certificate"])),
    ...account.repositories.map((repository) =>
      row("repository", repository.name, [
        "AES256",
        "tags stay",
        "scanned on push",
        ...lifecycleSelections(repository).map(keptBy),
      ]),
    ),
    ...account.buckets.map(({ name }) => row("bucket", name, ["AES256", ...privately, "for ever"])),
    ...resourcesOf(plan.capabilities).flatMap(({ kept }) =>
      kept.map(({ kind, name, facts }) => row(kind, name, facts)),
    ),
  ];
}

function contentOf(value: string): string {
  if (value.startsWith("arn:aws:acm:")) return "a certificate";
  if (value.startsWith("set the tag ")) return "how to set its tag";
  return new RegExp(digestPattern).test(value) ? "an image digest" : "no image digest";
}

function daysOf(seconds: number): string {
  return `${seconds / 86_400} days`;
}

async function foundData(account: Readers, { plan }: Scope): Promise<readonly string[]> {
  const keys = await account.keys();
  const under = (keyId: string | undefined) => {
    if (keyId === undefined) return "under AWS's own key";
    return `under ${keys.find(({ id }) => keyId === id || keyId.endsWith(`/${id}`))?.name ?? keyId}`;
  };
  return [
    ...keys.map(({ name, isRotated }) => row("key", name, [isRotated ? "rotated every year" : "never rotated"])),
    ...(await account.logGroups()).map(({ name, keyId, retentionDays }) =>
      row("log group", name, [under(keyId), retentionDays === undefined ? "for ever" : `${retentionDays} days`]),
    ),
    // A secret that the settings only name is kept by somebody else, and so are certificate authorities.
    ...(await account.secrets())
      .filter(isNotNamed(plan.secrets))
      .map(({ name, keyId, hasValue, isRotated }) =>
        row("secret", name, [
          under(keyId),
          hasValue ? "with a value" : "without a value yet",
          isRotated ? "rotated" : undefined,
        ]),
      ),
    ...(await account.topics()).map(({ name, keyId }) => row("topic", name, [under(keyId)])),
    ...(await account.buckets()).flatMap((bucket) =>
      bucket.name === caBundleOf(plan.loadBalancer)?.bucket
        ? []
        : row("bucket", bucket.name, bucketFacts(bucket, under)),
    ),
    ...(await account.parameters()).map(({ name, type, value }) =>
      row("parameter", name, [type === "String" ? undefined : type, contentOf(value)]),
    ),
    ...(await account.repositories()).map((repository) =>
      row("repository", repository.name, repositoryFacts(repository)),
    ),
    ...(await account.queues()).map(({ name, attributes }) => row("queue", name, queueFacts(attributes, under))),
  ];
}

function isNotNamed(secrets: readonly SecretPlan[]) {
  const existing = secrets.flatMap(({ origin, find }) => (origin === "existing" ? Object.values(find) : []));
  return ({ name, arn }: Found<"secrets">) => !existing.includes(name) && !existing.includes(arn);
}

type Found<Reader extends keyof Readers> = Awaited<ReturnType<Readers[Reader]>>[number];
type Under = (keyId: string | undefined) => string;

function bucketFacts(bucket: Found<"buckets">, under: Under): readonly string[] {
  const [versions = "", access = "", lists = ""] = privately;
  return [
    bucket.encryption === "aws:kms" ? under(bucket.keyId) : bucket.encryption,
    bucket.keepsVersions ? versions : "no versions",
    bucket.blocksPublicAccess ? access : "public access possible",
    bucket.ignoresAccessLists ? lists : "access lists count",
    bucket.expirationDays === undefined ? "for ever" : `${bucket.expirationDays} days`,
  ];
}

function repositoryFacts({ encryption, hasFixedTags, isScanned, lifecycle }: Found<"repositories">): readonly string[] {
  return [
    encryption,
    hasFixedTags ? "tags stay" : "tags can be moved",
    isScanned ? "scanned on push" : "not scanned",
    ...(lifecycle === undefined ? ["all images"] : rulesOf(lifecycle).map(({ selection }) => keptBy(selection))),
  ];
}

const selectionSchema = z.object({
  tagStatus: z.string(),
  tagPatternList: z.array(z.string()).default([]),
  countNumber: z.number(),
  countUnit: z.string().default("images"),
});

/** Such as `50 images of v*`, in the order in which the rules take what they match. */
function keptBy(selection: unknown): string {
  const { tagStatus, tagPatternList, countNumber, countUnit } = selectionSchema.parse(selection);
  return `${countNumber} ${countUnit} of ${[tagStatus, ...tagPatternList].at(-1)}`;
}

const lifecycleSchema = z.object({ rules: z.array(z.object({ rulePriority: z.number(), selection: z.unknown() })) });

function rulesOf(lifecycle: string) {
  const { rules } = lifecycleSchema.parse(JSON.parse(lifecycle));
  return rules.sort((one, other) => one.rulePriority - other.rulePriority);
}

function queueFacts(attributes: Found<"queues">["attributes"], under: Under): readonly string[] {
  const { KmsMasterKeyId, SqsManagedSseEnabled, MessageRetentionPeriod } = attributes;
  const bySqs = SqsManagedSseEnabled === "true" ? "encrypted by SQS" : "not encrypted";
  return [KmsMasterKeyId === undefined ? bySqs : under(KmsMasterKeyId), daysOf(Number(MessageRetentionPeriod))];
}
