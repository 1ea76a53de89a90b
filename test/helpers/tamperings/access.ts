import {
  AttachRolePolicyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteOpenIDConnectProviderCommand,
  DeleteRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { DisableKeyRotationCommand } from "@aws-sdk/client-kms";
import { DeletePublicAccessBlockCommand, PutBucketPolicyCommand, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { ListSecretVersionIdsCommand, UpdateSecretVersionStageCommand } from "@aws-sdk/client-secrets-manager";
import { SubscribeCommand } from "@aws-sdk/client-sns";
import { policyDocument, serviceTrustPolicy } from "../../../model/iam-policy";
import { named, type Tampering } from "./tampering";

const taskRole = "ShopTaskRole";
const flowLogRole = "shop-staging-flow-logs";
const bucket = "shop-staging-alb-logs-123456789012";
const ofThisAccount = "if aws:SourceAccount is this account and aws:SourceArn is like";
const asPromised = `bucket ${bucket}: AES256, versions kept, no public access, no access lists, 90 days`;
/** After both of its tamperings. */
const openBucket = `bucket ${bucket}: AES256, no versions, public access possible, no access lists, 90 days`;

function oneAction(action: string, resource: string): string {
  return policyDocument([{ sid: "Further", actions: [action], resources: [resource] }]);
}

export const accessTamperings: readonly Tampering[] = [
  {
    title: "a managed policy is attached to the task role",
    detectedBy: "rights",
    tamper: async ({ clients: { iam } }) => {
      const PolicyDocument = oneAction("s3:GetObject", "*");
      const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: "ReadEverything", PolicyDocument }));
      await iam.send(new AttachRolePolicyCommand({ RoleName: taskRole, PolicyArn: Policy?.Arn }));
      return { unexpected: [`${taskRole} may s3:GetObject on *`] };
    },
  },
  {
    title: "the task role loses its boundary",
    detectedBy: "rights",
    tamper: async ({ clients: { iam } }) => {
      await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: taskRole }));
      const role = `${taskRole} is assumed by ecs-tasks.amazonaws.com ${ofThisAccount} ecs *`;
      return { lacking: [`${role}; within slipway-shop-staging-task-boundary`], unexpected: [`${role}; no boundary`] };
    },
  },
  {
    title: "tokens of GitHub for another audience are believed",
    detectedBy: "rights",
    tamper: async ({ clients: { iam } }) => {
      const host = "token.actions.githubusercontent.com";
      const OpenIDConnectProviderArn = `arn:aws:iam::123456789012:oidc-provider/${host}`;
      // The emulator cannot add an audience to a provider that is there.
      await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
      const ClientIDList = ["sts.amazonaws.com", "shop"];
      await iam.send(
        new CreateOpenIDConnectProviderCommand({ Url: `https://${host}`, ClientIDList, ThumbprintList: [] }),
      );
      return {
        lacking: [`tokens of ${host} are believed for sts.amazonaws.com`],
        unexpected: [`tokens of ${host} are believed for shop, sts.amazonaws.com`],
      };
    },
  },
  {
    title: "the task role gets a further inline policy",
    detectedBy: "rights",
    tamper: async ({ clients: { iam } }) => {
      const PolicyDocument = oneAction("s3:PutObject", "arn:aws:s3:::stranger/*");
      await iam.send(new PutRolePolicyCommand({ RoleName: taskRole, PolicyName: "further", PolicyDocument }));
      return { unexpected: [`${taskRole} may s3:PutObject on s3 stranger/*`] };
    },
  },
  {
    title: "a role appears under a name of its own",
    detectedBy: "rights",
    tamper: async ({ clients: { iam } }) => {
      const AssumeRolePolicyDocument = serviceTrustPolicy("ec2.amazonaws.com");
      await iam.send(new CreateRoleCommand({ RoleName: "stranger", AssumeRolePolicyDocument }));
      return { unexpected: ["stranger is assumed by ec2.amazonaws.com; no boundary"] };
    },
  },
  {
    title: "a role is trusted without its condition",
    detectedBy: "rights",
    tamper: async ({ clients: { iam } }) => {
      const service = "vpc-flow-logs.amazonaws.com";
      const PolicyDocument = serviceTrustPolicy(service);
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: flowLogRole, PolicyDocument }));
      const role = `${flowLogRole} is assumed by ${service}`;
      const boundary = "within slipway-shop-staging-task-boundary";
      return {
        lacking: [`${role} ${ofThisAccount} ec2 vpc-flow-log/*; ${boundary}`],
        unexpected: [`${role}; ${boundary}`],
      };
    },
  },
  {
    title: "a secret has no value any more",
    detectedBy: "data",
    tamper: async ({ clients: { secrets } }) => {
      const name = "shop-staging/payment-api-key";
      const VersionStage = "AWSCURRENT";
      const { Versions = [] } = await secrets.send(new ListSecretVersionIdsCommand({ SecretId: name }));
      const current = Versions.find(({ VersionStages = [] }) => VersionStages.includes(VersionStage));
      const RemoveFromVersionId = current?.VersionId;
      await secrets.send(new UpdateSecretVersionStageCommand({ SecretId: name, VersionStage, RemoveFromVersionId }));
      const secret = `secret ${name}: under alias/shop-staging`;
      return { lacking: [`${secret}, with a value`], unexpected: [`${secret}, without a value yet`] };
    },
  },
  {
    title: "the key is not rotated any more",
    detectedBy: "data",
    tamper: async ({ clients: { keys }, account }) => {
      const alias = "alias/shop-staging";
      await keys.send(new DisableKeyRotationCommand({ KeyId: named(await account.keys(), alias).id }));
      return { lacking: [`key ${alias}: rotated every year`], unexpected: [`key ${alias}: never rotated`] };
    },
  },
  {
    title: "the bucket loses its block of public access",
    detectedBy: "data",
    tamper: async ({ clients: { s3 } }) => {
      await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
      return { lacking: [asPromised], unexpected: [openBucket] };
    },
  },
  {
    title: "everybody may read the bucket, over plain HTTP too",
    detectedBy: "rights",
    tamper: async ({ clients: { s3 } }) => {
      const arn = `arn:aws:s3:::${bucket}`;
      const open = { sid: "Open", principal: "everyone", actions: ["s3:GetObject"], resources: [`${arn}/*`] } as const;
      await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policyDocument([open]) }));
      const refused = [
        "s3:DeleteObject",
        "s3:DeleteObjectVersion",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:ListBucket",
        "s3:ListBucketVersions",
        "s3:PutObject",
      ];
      return {
        lacking: [
          `bucket ${bucket}: everyone may not ${refused.join(", ")} on s3 ${bucket}, s3 ${bucket}/* if aws:SecureTransport is false`,
          `bucket ${bucket}: logdelivery.elasticloadbalancing.amazonaws.com may s3:PutObject on s3 ${bucket}/AWSLogs/123456789012/*`,
        ],
        unexpected: [`bucket ${bucket}: everyone may s3:GetObject on s3 ${bucket}/*`],
      };
    },
  },
  {
    title: "the bucket keeps no versions any more",
    detectedBy: "data",
    tamper: async ({ clients: { s3 } }) => {
      const VersioningConfiguration = { Status: "Suspended" } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
      return { lacking: [asPromised], unexpected: [openBucket] };
    },
  },
  {
    title: "somebody else is told of alarms",
    detectedBy: "notices",
    tamper: async ({ clients: { notifications } }) => {
      const TopicArn = "arn:aws:sns:us-east-1:123456789012:shop-staging-alerts";
      await notifications.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "stranger@example.net" }));
      const told = "topic shop-staging-alerts -> email platform-team@example.com";
      return { lacking: [told], unexpected: [`${told}, email stranger@example.net`] };
    },
  },
];
