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
import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { SubscribeCommand } from "@aws-sdk/client-sns";
import { policyDocument, serviceTrustPolicy } from "../../../model/iam-policy";
import { labels } from "../../../rehearsal/read-back/labels";
import { changed, missing, notAskedFor, type Tampering } from "./tampering";

const taskRole = "ShopTaskRole";
const flowLogRole = "shop-staging-flow-logs";
const bucket = "shop-staging-alb-logs-123456789012";
const readEverything = policyDocument([{ sid: "Read", actions: ["s3:GetObject"], resources: ["*"] }]);

export const accessTamperings: readonly Tampering[] = [
  {
    title: "a managed policy is attached to the task role",
    tamper: async ({ clients: { iam } }) => {
      const { Policy } = await iam.send(
        new CreatePolicyCommand({ PolicyName: "ReadEverything", PolicyDocument: readEverything }),
      );
      await iam.send(new AttachRolePolicyCommand({ RoleName: taskRole, PolicyArn: Policy?.Arn }));
      return [
        notAskedFor("roles", `role ${taskRole} has the managed policy ${Policy?.Arn}`),
        notAskedFor("delivery", "policy ReadEverything may s3:GetObject on *"),
      ];
    },
  },
  {
    title: "the task role loses its boundary",
    tamper: async ({ clients: { iam } }) => {
      await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: taskRole }));
      const boundary = "arn:aws:iam::123456789012:policy/slipway-shop-boundary";
      return [missing("roles", `role ${taskRole} is bounded by ${boundary}`)];
    },
  },
  {
    title: "tokens of GitHub for another audience are believed",
    tamper: async ({ clients: { iam } }) => {
      const host = "token.actions.githubusercontent.com";
      const OpenIDConnectProviderArn = `arn:aws:iam::123456789012:oidc-provider/${host}`;
      // The emulator cannot add an audience to a provider that is there.
      await iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
      const ClientIDList = ["sts.amazonaws.com", "shop"];
      await iam.send(
        new CreateOpenIDConnectProviderCommand({ Url: `https://${host}`, ClientIDList, ThumbprintList: [] }),
      );
      return [
        missing("delivery", `tokens of ${host} for sts.amazonaws.com are believed`),
        notAskedFor("delivery", `tokens of ${host} for shop and sts.amazonaws.com are believed`),
      ];
    },
  },
  {
    title: "the task role gets a further inline policy",
    tamper: async ({ clients: { iam } }) => {
      const policy = { PolicyName: "further", PolicyDocument: readEverything };
      await iam.send(new PutRolePolicyCommand({ RoleName: taskRole, ...policy }));
      return [
        notAskedFor("roles", `role ${taskRole} has the inline policy further`),
        notAskedFor("roles", `role ${taskRole} may s3:GetObject on *`),
      ];
    },
  },
  {
    title: "a role appears under a name of its own",
    tamper: async ({ clients: { iam } }) => {
      const AssumeRolePolicyDocument = serviceTrustPolicy("ec2.amazonaws.com");
      await iam.send(new CreateRoleCommand({ RoleName: "stranger", AssumeRolePolicyDocument }));
      return [
        notAskedFor("roles", "role stranger"),
        notAskedFor("roles", "trust of role stranger: ec2.amazonaws.com may sts:AssumeRole"),
      ];
    },
  },
  {
    title: "a role is trusted without its condition",
    tamper: async ({ clients: { iam } }) => {
      const PolicyDocument = serviceTrustPolicy("vpc-flow-logs.amazonaws.com");
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: flowLogRole, PolicyDocument }));
      const ownFlowLogs = "arn:aws:ec2:us-east-1:123456789012:vpc-flow-log/*";
      const condition = `aws:SourceAccount StringEquals 123456789012 and aws:SourceArn ArnLike ${ownFlowLogs}`;
      const trust = `trust of role ${flowLogRole}: vpc-flow-logs.amazonaws.com may sts:AssumeRole`;
      return [missing("roles", `${trust} if ${condition}`), notAskedFor("roles", trust)];
    },
  },
  {
    title: "a secret has a value",
    tamper: async ({ clients: { secrets } }) => {
      const name = "shop-staging/payment-api-key";
      await secrets.send(new PutSecretValueCommand({ SecretId: name, SecretString: "example" }));
      return changed("secrets", `secret ${name}: values`, "0", "1");
    },
  },
  {
    title: "the key is not rotated any more",
    tamper: async ({ clients: { keys }, idOf }) => {
      const alias = "alias/shop-staging";
      await keys.send(new DisableKeyRotationCommand({ KeyId: idOf(labels.key(alias)) }));
      return changed("encryption key", `key ${alias}: yearly rotation`, "on", "off");
    },
  },
  {
    title: "the bucket loses its block of public access",
    tamper: async ({ clients: { s3 } }) => {
      await s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
      const blocks = [
        "public access lists blocked",
        "public policies blocked",
        "public access lists ignored",
        "public buckets restricted",
      ];
      return blocks.flatMap((block) => changed("buckets", `bucket ${bucket}: ${block}`, "on", "off"));
    },
  },
  {
    title: "everybody may read the bucket, over plain HTTP too",
    tamper: async ({ clients: { s3 } }) => {
      const arn = `arn:aws:s3:::${bucket}`;
      const open = { sid: "Open", principal: "everyone", actions: ["s3:GetObject"], resources: [`${arn}/*`] } as const;
      await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policyDocument([open]) }));
      const refused = ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"].flatMap((action) =>
        [arn, `${arn}/*`].map(
          (resource) => `everyone may not ${action} on ${resource} if aws:SecureTransport Bool false`,
        ),
      );
      const logs = `may s3:PutObject on ${arn}/AWSLogs/123456789012/* if aws:SourceArn ArnLike`;
      const balancer = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop-staging/*";
      return [
        notAskedFor("buckets", `bucket ${bucket}: everyone may s3:GetObject on ${arn}/*`),
        missing("buckets", `bucket ${bucket}: logdelivery.elasticloadbalancing.amazonaws.com ${logs} ${balancer}`),
        ...refused.map((sentence) => missing("buckets", `bucket ${bucket}: ${sentence}`)),
      ];
    },
  },
  {
    title: "the bucket keeps no versions any more",
    tamper: async ({ clients: { s3 } }) => {
      const VersioningConfiguration = { Status: "Suspended" } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
      return changed("buckets", `bucket ${bucket}: versioning`, "Enabled", "Suspended");
    },
  },
  {
    title: "somebody else is told of alarms",
    tamper: async ({ clients: { notifications } }) => {
      const TopicArn = "arn:aws:sns:us-east-1:123456789012:shop-staging-alerts";
      await notifications.send(new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "stranger@example.net" }));
      const own = "email platform-team@example.com";
      const both = `${own} and email stranger@example.net`;
      return changed("alerts", "topic shop-staging-alerts: subscribers", own, both);
    },
  },
];
