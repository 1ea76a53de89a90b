import { expect, test } from "vitest";
import { policyDocument } from "../../model/iam-policy";
import { anAccount, anEnvironment } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { delivery } from "./delivery";
import { intentOf } from "./intent";

const github = { organization: "lornu-ai", organizationId: 100000001, repository: "agents", repositoryId: 200000001 };
const askedFor = (account = anAccount({ github })) => delivery.expected(intentOf(anEnvironment({}, account)));

test("asked for are both issuers of tokens, and every role within the boundary", () => {
  expect(askedFor().filter((sentence) => sentence.startsWith("tokens"))).toEqual([
    "tokens of app.terraform.io for aws.workload.identity are believed",
    "tokens of token.actions.githubusercontent.com for sts.amazonaws.com are believed",
  ]);
  const bounded = askedFor().filter((sentence) => sentence.includes(" is bounded by "));
  expect(bounded).toHaveLength(9);
  for (const sentence of bounded) expect(sentence).toContain(":policy/slipway-lornu-delivery-boundary");
});

test("asked for is nothing of GitHub where no repository is named", () => {
  const lettingIn = askedFor(anAccount()).filter((sentence) => /^(tokens|trust) of /.test(sentence));
  expect(lettingIn).toHaveLength(7);
  expect(lettingIn.join()).not.toContain("githubusercontent");
});

test("the variable in the boundary is IAM's, as Terraform hands it on", () => {
  const [secrets] = askedFor().filter((sentence) =>
    sentence.includes("policy slipway-lornu-boundary may secretsmanager:"),
  );
  expect(secrets).toContain("aws:ResourceTag/Environment StringEquals ${aws:PrincipalTag/Environment}");
});

test("found are issuers, policies of the account's own, and the delivery's roles", async () => {
  const document = encodeURIComponent(
    policyDocument([
      { sid: "Read", actions: ["s3:GetObject", "s3:Get"], resources: ["arn:aws:s3:::b", "arn:aws:s3:::a"] },
    ]),
  );
  const reading = aReading(
    {
      ListPolicies: {
        Policies: [{ PolicyName: "shared", Arn: "arn:aws:iam::1:policy/shared", DefaultVersionId: "v1" }],
      },
      GetPolicyVersion: { PolicyVersion: { Document: document } },
      ListOpenIDConnectProviders: {
        OpenIDConnectProviderList: [{ Arn: "arn:aws:iam::1:oidc-provider/a.example.com" }],
      },
      GetOpenIDConnectProvider: { Url: "a.example.com", ClientIDList: ["two", "one"] },
      ListRoles: { Roles: [{ RoleName: "slipway-lornu-x" }, { RoleName: "stranger" }] },
      GetRole: { Role: { AssumeRolePolicyDocument: document } },
      ListAttachedRolePolicies: { AttachedPolicies: [{ PolicyArn: "arn:aws:iam::1:policy/shared" }] },
      ListRolePolicies: { PolicyNames: ["own"] },
      GetRolePolicy: { PolicyDocument: document },
    },
    {},
  );
  const may = "may s3:Get, s3:GetObject on arn:aws:s3:::a and arn:aws:s3:::b";
  expect(await delivery.found(reading)).toEqual([
    `policy shared ${may}`,
    "tokens of a.example.com for one and two are believed",
    "role slipway-lornu-x is bounded by no boundary",
    `trust of role slipway-lornu-x ${may}`,
    "role slipway-lornu-x has the managed policy arn:aws:iam::1:policy/shared",
    `role slipway-lornu-x ${may}`,
  ]);
});
