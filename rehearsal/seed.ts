import { rootCertificates } from "node:tls";
import { ACMClient, RequestCertificateCommand } from "@aws-sdk/client-acm";
import { BatchDeleteImageCommand, DescribeRepositoriesCommand, ECRClient } from "@aws-sdk/client-ecr";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetParametersCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { markReleased } from "../delivery/release/released-image";
import type { EmulatorClientSettings as ClientSettings } from "./aws-client";
import type { Prerequisite, SecretToFill } from "./prerequisites";
import { pushImage } from "./push-image";
import { chosenIdTag, seedVpc } from "./seed-vpc";

type OfKind<Kind extends Prerequisite["kind"]> = Extract<Prerequisite, { kind: Kind }>;

export interface SeededImage {
  readonly repository: string;
  readonly parameters: readonly string[];
  readonly digest: string;
}

/** What has to be there before the first stack; an image is pushed into a repository of the account stack. */
export async function seedBefore(settings: ClientSettings, prerequisites: readonly Prerequisite[]): Promise<void> {
  for (const prerequisite of prerequisites) {
    if (prerequisite.kind === "zone") await seedZone(settings, prerequisite);
    if (prerequisite.kind === "vpc") await seedVpc(settings, prerequisite);
    if (prerequisite.kind === "certificate") await seedCertificate(settings, prerequisite);
    if (prerequisite.kind === "caBundle") await seedCaBundle(settings, prerequisite);
    if (prerequisite.kind === "secret") await seedSecret(settings, prerequisite);
  }
}

async function seedZone(settings: ClientSettings, { name }: OfKind<"zone">): Promise<void> {
  const client = new Route53Client(settings);
  await client.send(new CreateHostedZoneCommand({ Name: name, CallerReference: `rehearsal-${name}` }));
}

/** One that ACM issued: its key would have to be made here for one that is imported, and Terraform sees no difference. */
async function seedCertificate(settings: ClientSettings, { arn, hosts }: OfKind<"certificate">): Promise<void> {
  const [DomainName = "example.com", ...others] = hosts;
  await new ACMClient(settings).send(
    new RequestCertificateCommand({
      DomainName,
      ...(others.length === 0 ? {} : { SubjectAlternativeNames: others }),
      Tags: [chosenIdTag(lastPart(arn, "/"))],
    }),
  );
}

/** One that Node.js trusts stands for theirs. In us-east-1 a bucket that is there already can be made once more. */
async function seedCaBundle(settings: ClientSettings, { bucket: Bucket, key: Key }: OfKind<"caBundle">): Promise<void> {
  const client = new S3Client({ ...settings, region: "us-east-1", forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutObjectCommand({ Bucket, Key, Body: rootCertificates.slice(0, 1).join() }));
}

async function seedSecret(settings: ClientSettings, { find, keys }: OfKind<"secret">): Promise<void> {
  const named =
    "name" in find
      ? { Name: find.name }
      : { Name: lastPart(find.arn, ":").replace(/-[^-]*$/, ""), Tags: [chosenIdTag(lastPart(find.arn, "-"))] };
  await new SecretsManagerClient(settings).send(new CreateSecretCommand({ ...named, SecretString: anyValue(keys) }));
}

/** As whoever keeps them does, between the base stack, which makes them, and the runtime stack, whose tasks read them. */
export async function fillSecrets(settings: ClientSettings, secrets: readonly SecretToFill[]): Promise<void> {
  const client = new SecretsManagerClient(settings);
  for (const { shown: SecretId, keys } of secrets) {
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: anyValue(keys) }));
  }
}

function anyValue(keys: readonly string[]): string {
  return keys.length === 0 ? "rehearsal" : JSON.stringify(Object.fromEntries(keys.map((key) => [key, "rehearsal"])));
}

function lastPart(arn: string, separator: string): string {
  return arn.slice(arn.lastIndexOf(separator) + 1);
}

/** What the account and the base stack have not made yet: writing to such a parameter would make it. */
export async function lackingForRelease(
  settings: ClientSettings,
  images: readonly OfKind<"image">[],
): Promise<string | undefined> {
  const { repositories = [] } = await new ECRClient(settings).send(new DescribeRepositoriesCommand({}));
  const { Parameters = [] } = await new SSMClient(settings).send(
    new GetParametersCommand({ Names: images.flatMap(({ parameters }) => parameters) }),
  );
  const made = [...repositories.map(({ repositoryName }) => repositoryName), ...Parameters.map(({ Name }) => Name)];
  return images
    .flatMap(({ repository, parameters }) => [repository, ...parameters])
    .find((name) => !made.includes(name));
}

/** As the delivery pipeline does: needs the repository of the account stack. */
export async function seedImage(settings: ClientSettings, image: OfKind<"image">): Promise<SeededImage> {
  return { ...image, digest: await pushImage(new ECRClient(settings), image.repository, "rehearsal") };
}

/** As the delivery pipeline does: needs the parameters of the base stack. */
export async function releaseImage(settings: ClientSettings, environment: string, image: SeededImage): Promise<void> {
  await markReleased(new ECRClient(settings), { ...image, environment }, image.digest);
  const client = new SSMClient(settings);
  for (const Name of image.parameters) {
    await client.send(new PutParameterCommand({ Name, Value: image.digest, Overwrite: true }));
  }
}

/** A repository that holds images refuses to be deleted. */
export async function removeImage(settings: ClientSettings, image: SeededImage): Promise<void> {
  const client = new ECRClient(settings);
  const imageIds = [{ imageDigest: image.digest }];
  await client.send(new BatchDeleteImageCommand({ repositoryName: image.repository, imageIds }));
}
