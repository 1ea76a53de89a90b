import { describe, expect, test } from "vitest";
import { everyReleaseStatement, type ReleasedService, releaseStatements } from "./release-statements";

const account = { accountId: "123456789012", region: "us-east-1" };
const hosted = (name: string): ReleasedService => ({
  imageDigestParameter: `/shop-staging/image-digests/${name}`,
  repository: `shop-${name}`,
  runsOn: { runtime: "ec2", autoscalingGroup: "shop-staging-hosts", document: "shop-staging-hosts-release" },
});

describe("a release to instances", () => {
  const statements = releaseStatements(account, "staging", [hosted("agent"), hosted("worker")]);
  const of = (sid: string) => statements.find((statement) => statement.sid === sid);

  test("may nothing in ECS, and pass no role", () => {
    expect(statements.map(({ sid }) => sid)).toEqual([
      "MarkImages",
      "KeepDigests",
      "SeeInstances",
      "UseReleaseDocuments",
      "TellInstances",
    ]);
    expect(JSON.stringify(statements)).not.toMatch(/ecs:|PassRole/);
  });

  test("sends its groups' document alone, to their instances alone", () => {
    expect([of("UseReleaseDocuments"), of("TellInstances")]).toEqual([
      {
        sid: "UseReleaseDocuments",
        actions: ["ssm:SendCommand"],
        resources: ["arn:aws:ssm:us-east-1:123456789012:document/shop-staging-hosts-release"],
      },
      {
        sid: "TellInstances",
        actions: ["ssm:SendCommand"],
        resources: ["arn:aws:ec2:us-east-1:123456789012:instance/*"],
        conditions: { StringEquals: { "aws:ResourceTag/aws:autoscaling:groupName": ["shop-staging-hosts"] } },
      },
    ]);
  });

  test("reads which digests ran before", () => {
    expect(of("KeepDigests")?.actions).toEqual(["ssm:GetParameter", "ssm:GetParameterHistory", "ssm:PutParameter"]);
  });
});

test("the most that a release does is all that it does in ECS and on instances", () => {
  const all = everyReleaseStatement(account).flatMap(({ actions }) => actions);
  const done = releaseStatements(account, "staging", [hosted("agent")]).flatMap(({ actions }) => actions);
  expect(all).toEqual(expect.arrayContaining(done.filter((action) => action !== "ssm:GetParameterHistory")));
  expect(all).toContain("ecs:UpdateService");
});
