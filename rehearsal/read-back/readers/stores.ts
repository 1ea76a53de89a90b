import { type CloudWatchLogsClient, paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { type ECRClient, GetLifecyclePolicyCommand, paginateDescribeRepositories } from "@aws-sdk/client-ecr";
import {
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type KMSClient,
  ListResourceTagsCommand,
  paginateListAliases,
} from "@aws-sdk/client-kms";
import {
  GetResourcePolicyCommand,
  paginateListSecrets,
  paginateListSecretVersionIds,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand, paginateDescribeParameters, type SSMClient } from "@aws-sdk/client-ssm";
import { allOf } from "../../../delivery/aws/all-of";
import { environmentOf, type Owned } from "./owned";
import { answerOrNothing } from "./settings";

export interface Key extends Owned {
  readonly id: string;
  readonly policy: string;
  readonly isRotated: boolean;
}

export interface Secret extends Owned {
  readonly arn: string;
  readonly keyId: string | undefined;
  readonly policy: string | undefined;
  readonly hasValue: boolean;
  readonly isRotated: boolean;
}

export interface LogGroup extends Owned {
  readonly keyId: string | undefined;
  readonly retentionDays: number | undefined;
}

export interface Repository extends Owned {
  readonly encryption: string;
  readonly hasFixedTags: boolean;
  readonly isScanned: boolean;
  /** JSON text, where there is one. */
  readonly lifecycle: string | undefined;
}

export interface Parameter extends Owned {
  readonly type: string;
  readonly value: string;
}

/** By their aliases, but for those that AWS makes for its services. */
export async function readKeys(client: KMSClient): Promise<readonly Key[]> {
  const aliases = await allOf(paginateListAliases({ client }, {}), ({ Aliases }) => Aliases);
  const own = aliases.filter(({ AliasName }) => AliasName?.startsWith("alias/aws/") !== true);
  return Promise.all(
    own.map(async ({ AliasName = "", TargetKeyId: KeyId = "" }) => {
      const { KeyRotationEnabled = false } = await client.send(new GetKeyRotationStatusCommand({ KeyId }));
      const { Policy = "" } = await client.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
      const { Tags } = await client.send(new ListResourceTagsCommand({ KeyId }));
      return {
        name: AliasName,
        environment: environmentOf(Tags),
        id: KeyId,
        policy: Policy,
        isRotated: KeyRotationEnabled,
      };
    }),
  );
}

export async function readSecrets(client: SecretsManagerClient): Promise<readonly Secret[]> {
  const all = await allOf(paginateListSecrets({ client }, {}), ({ SecretList }) => SecretList);
  return Promise.all(
    all.map(async ({ ARN: SecretId = "", Name = "", KmsKeyId, RotationEnabled = false, Tags }) => {
      const versions = await allOf(paginateListSecretVersionIds({ client }, { SecretId }), ({ Versions }) => Versions);
      const { ResourcePolicy } = await client.send(new GetResourcePolicyCommand({ SecretId }));
      return {
        name: Name,
        environment: environmentOf(Tags),
        arn: SecretId,
        keyId: KmsKeyId,
        policy: ResourcePolicy,
        // A version without the label is one that was: tasks do not start with it.
        hasValue: versions.some(({ VersionStages = [] }) => VersionStages.includes("AWSCURRENT")),
        isRotated: RotationEnabled,
      };
    }),
  );
}

export async function readLogGroups(client: CloudWatchLogsClient): Promise<readonly LogGroup[]> {
  const all = await allOf(paginateDescribeLogGroups({ client }, {}), ({ logGroups }) => logGroups);
  return all.map(({ logGroupName = "", kmsKeyId, retentionInDays }) => ({
    name: logGroupName,
    keyId: kmsKeyId,
    retentionDays: retentionInDays,
  }));
}

export async function readRepositories(client: ECRClient): Promise<readonly Repository[]> {
  const all = await allOf(paginateDescribeRepositories({ client }, {}), ({ repositories }) => repositories);
  return Promise.all(
    all.map(async ({ repositoryName = "", ...found }) => ({
      name: repositoryName,
      encryption: found.encryptionConfiguration?.encryptionType ?? "none",
      hasFixedTags: found.imageTagMutability === "IMMUTABLE",
      isScanned: found.imageScanningConfiguration?.scanOnPush ?? false,
      lifecycle: (await answerOrNothing(client.send(new GetLifecyclePolicyCommand({ repositoryName }))))
        ?.lifecyclePolicyText,
    })),
  );
}

/** But for those that AWS publishes. */
export async function readParameters(client: SSMClient): Promise<readonly Parameter[]> {
  const all = await allOf(paginateDescribeParameters({ client }, {}), ({ Parameters }) => Parameters);
  const own = all.filter(({ Name }) => Name?.startsWith("/aws/") !== true);
  return Promise.all(
    own.map(async ({ Name = "", Type = "unknown" }) => {
      const { Parameter: found } = await client.send(new GetParameterCommand({ Name }));
      return { name: Name, type: Type, value: found?.Value ?? "" };
    }),
  );
}
