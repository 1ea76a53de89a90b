import { describe, expect, test } from "vitest";
import { type PolicyStatement, policyDocument, serviceTrustPolicy } from "../../../model/iam-policy";
import type { Answers } from "../../../test/helpers/answering";
import { anEnvironment, aService } from "../../../test/helpers/environments";
import { shownRows } from "../shown";
import { aScope, compared } from "../testing/compared";
import { rights } from "./rights";

const environment = anEnvironment({
  services: { agent: aService({ taskRoleName: "AgentRole", secrets: { KEY: "api-key" } }) },
});
const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-staging/api-key-AbCdEf";
const keyArn = "arn:aws:kms:us-east-1:123456789012:key/key-1";
const boundaryArn = "arn:aws:iam::123456789012:policy/slipway-shop-staging-task-boundary";
const ownTag = [{ Key: "Environment", Value: "staging" }];
const via = { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } };
const write: PolicyStatement = {
  sid: "Write",
  actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
  resources: [
    `arn:aws:logs:us-east-1:123456789012:log-group:/ecs/shop-staging/agent:log-stream:agent/agent/${"?".repeat(32)}`,
  ],
};
const read: PolicyStatement = { sid: "Read", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] };
const decrypt: PolicyStatement = { sid: "Decrypt", actions: ["kms:Decrypt"], resources: [keyArn], conditions: via };
const boundary: readonly PolicyStatement[] = [
  { sid: "Logs", actions: ["logs:*"], resources: ["*"] },
  {
    sid: "Secrets",
    actions: ["secretsmanager:GetSecretValue", "kms:Decrypt"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:ResourceTag/Environment": "staging" } },
  },
];
const trust = serviceTrustPolicy("ecs-tasks.amazonaws.com", {
  StringEquals: { "aws:SourceAccount": "123456789012" },
  ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:123456789012:*" },
});

/** An account with the service's task role and the boundary. */
function anAccount(statements: readonly PolicyStatement[], overrides: Answers = {}): Answers {
  return {
    ListRoles: {
      Roles: [{ RoleName: "AgentRole" }, { RoleName: "AWSServiceRoleForECS", Path: "/aws-service-role/ecs/" }],
    },
    GetRole: {
      Role: {
        AssumeRolePolicyDocument: encodeURIComponent(trust),
        PermissionsBoundary: { PermissionsBoundaryArn: boundaryArn },
        Tags: ownTag,
      },
    },
    ListAttachedRolePolicies: {},
    ListRolePolicies: { PolicyNames: ["own"] },
    GetRolePolicy: { PolicyDocument: encodeURIComponent(policyDocument(statements)) },
    ListPolicies: { Policies: [{ Arn: boundaryArn, PolicyName: "slipway-shop-staging-task-boundary" }] },
    GetPolicyVersion: { PolicyVersion: { Document: encodeURIComponent(policyDocument(boundary)) } },
    ListOpenIDConnectProviders: {},
    ListSecrets: { SecretList: [{ ARN: secretArn, Name: "shop-staging/api-key", Tags: ownTag }] },
    ListSecretVersionIds: {},
    GetResourcePolicy: {},
    ListAliases: { Aliases: [{ AliasName: "alias/shop-staging", TargetKeyId: "key-1" }] },
    GetKeyRotationStatus: {},
    GetKeyPolicy: {},
    ListResourceTags: { Tags: [{ TagKey: "Environment", TagValue: "staging" }] },
    ListQueues: {},
    ListTopics: {},
    ListBuckets: {},
    ListTaskDefinitions: {},
    ...overrides,
  };
}

/** What the table says of the task role. */
async function ofRole(answers: Answers) {
  const { rows, lacking, unexpected } = await compared(rights, environment, answers);
  const own = (all: readonly string[]) => all.filter((row) => row.startsWith("AgentRole"));
  return { rows: own(rows), lacking: own(lacking), unexpected: own(unexpected) };
}

const readRow = "AgentRole may secretsmanager:GetSecretValue on secret shop-staging/api-key";

describe("a role", () => {
  test("may do within its boundary what the plan promises", async () => {
    expect(await ofRole(anAccount([write, read, decrypt]))).toEqual({
      rows: [
        "AgentRole is assumed by ecs-tasks.amazonaws.com if aws:SourceAccount is this account and aws:SourceArn is like ecs *; within slipway-shop-staging-task-boundary",
        "AgentRole may kms:Decrypt on key alias/shop-staging if kms:ViaService is secretsmanager.us-east-1.amazonaws.com",
        "AgentRole may logs:CreateLogStream, logs:PutLogEvents on logs log-group:/ecs/shop-staging/agent:log-stream:agent/agent/?...",
        readRow,
      ],
      lacking: [],
      unexpected: [],
    });
  });

  test("lacks what its policy or its boundary leaves out", async () => {
    expect(await ofRole(anAccount([write, decrypt]))).toMatchObject({ lacking: [readRow], unexpected: [] });
    const [logs] = boundary;
    const narrow = { PolicyVersion: { Document: policyDocument(logs === undefined ? [] : [logs]) } };
    const { lacking, unexpected } = await ofRole(anAccount([write, read], { GetPolicyVersion: narrow }));
    expect(lacking).toContain(readRow);
    expect(unexpected).toEqual([`${readRow}, but slipway-shop-staging-task-boundary stops it`]);
  });

  test("may not read a secret that bears another environment's tag", async () => {
    const Tags = [{ Key: "Environment", Value: "other" }];
    const answers = anAccount([write, read], { ListSecrets: { SecretList: [{ ARN: secretArn, Name: "x", Tags }] } });
    expect((await ofRole(answers)).unexpected).toEqual([
      "AgentRole may secretsmanager:GetSecretValue on secret x, but slipway-shop-staging-task-boundary stops it",
    ]);
  });

  test("is another without its boundary, or with a policy of somebody else's", async () => {
    const arn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const answers = anAccount([write, read, decrypt], {
      GetRole: { Role: { AssumeRolePolicyDocument: serviceTrustPolicy("ec2.amazonaws.com"), Tags: ownTag } },
      ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyArn: arn }] },
    });
    expect((await ofRole(answers)).unexpected).toEqual([
      "AgentRole is assumed by ec2.amazonaws.com; no boundary",
      `AgentRole may do what ${arn} says`,
    ]);
  });
});

describe("beside the roles", () => {
  test("are policies of resources, in the words that matter of a key", async () => {
    const statements: readonly PolicyStatement[] = [
      {
        sid: "All",
        principal: { awsAccountRoot: "123456789012" },
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:PutKeyPolicy"],
        resources: ["*"],
      },
    ];
    const open = {
      sid: "Open",
      principal: "everyone",
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::x/*"],
    } as const;
    const { unexpected } = await compared(
      rights,
      environment,
      anAccount([], {
        GetKeyPolicy: { Policy: policyDocument(statements) },
        ListBuckets: { Buckets: [{ Name: "x" }] },
        GetBucketTagging: {},
        GetPublicAccessBlock: {},
        GetBucketEncryption: {},
        GetBucketVersioning: {},
        GetBucketOwnershipControls: {},
        GetBucketLifecycleConfiguration: {},
        GetBucketPolicy: { Policy: policyDocument([open]) },
      }),
    );
    expect(unexpected).toContain("bucket x: everyone may s3:GetObject on s3 x/*");
    expect(rights.expected(aScope(environment))).toContain(
      "key alias/shop-staging: iam root may decrypt, encrypt, manage on *",
    );
    expect(unexpected.filter((row) => row.startsWith("key"))).toEqual([]);
  });

  test("are whose tokens are believed, and what runs with which role", async () => {
    const { unexpected } = await compared(
      rights,
      environment,
      anAccount([], {
        ListOpenIDConnectProviders: { OpenIDConnectProviderList: [{ Arn: "provider" }] },
        GetOpenIDConnectProvider: { Url: "https://example.net", ClientIDList: ["b", "a"] },
        ListTaskDefinitions: { taskDefinitionArns: ["arn:aws:ecs:us-east-1:123456789012:task-definition/stranger:1"] },
        DescribeTaskDefinition: { taskDefinition: { containerDefinitions: [{ name: "x", privileged: true }] } },
      }),
    );
    expect(unexpected).toEqual(
      expect.arrayContaining([
        "tokens of example.net are believed for a, b",
        "task stranger runs as none, started by none, privileged in x",
      ]),
    );
  });

  test("is what guards the delivery, which is shown as a number", () => {
    const rows = rights
      .expected(aScope(environment))
      .filter((row) => row.startsWith("delivery: policy slipway-shop-staging-task-boundary"));
    expect(rows).not.toEqual([]);
    expect(shownRows({ table: "rights", rows: ["AgentRole may x", ...rows], lacking: [], unexpected: [] })).toEqual([
      "AgentRole may x",
      `delivery: ${rows.length} rights, not shown`,
    ]);
  });
});
