import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { Cluster } from "./cluster";

const template = synthesize((scope) => {
  const { arn } = new Cluster(scope, "cluster", { name: "lornu-staging" });
  new TerraformOutput(scope, "cluster-arn", { value: arn });
});

test("is one cluster with Container Insights, which the alarm on running tasks reads", () => {
  expect(template.addresses()).toEqual(["aws_ecs_cluster.cluster_A4C38409"]);
  expect(template.resource("aws_ecs_cluster")).toEqual({
    name: "lornu-staging",
    setting: [{ name: "containerInsights", value: "enabled" }],
  });
});

test("hands on its ARN as a reference", () => {
  expect(template.outputs()["cluster-arn"]).toEqual({ value: reference(template, "aws_ecs_cluster", "arn") });
});
