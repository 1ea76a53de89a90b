import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { Cluster } from "./cluster";

const clusterWith = (spot: boolean) =>
  synthesize((scope) => {
    const { arn } = new Cluster(scope, "cluster", { name: "shop-staging", spot });
    new TerraformOutput(scope, "cluster-arn", { value: arn });
  });
const template = clusterWith(false);

test("is one cluster with Container Insights, which the alarm on running tasks reads", () => {
  expect(template.addresses()).toEqual(["aws_ecs_cluster.cluster_A4C38409"]);
  expect(template.resource("aws_ecs_cluster")).toEqual({
    name: "shop-staging",
    setting: [{ name: "containerInsights", value: "enabled" }],
  });
});

test("offers Fargate Spot beside Fargate where services ask for it, and prefers neither", () => {
  const withSpot = clusterWith(true);
  expect(withSpot.addresses()).toEqual([
    "aws_ecs_cluster.cluster_A4C38409",
    "aws_ecs_cluster_capacity_providers.cluster_capacity-providers_D17397A4",
  ]);
  expect(withSpot.resource("aws_ecs_cluster")).toEqual(template.resource("aws_ecs_cluster"));
  expect(withSpot.resource("aws_ecs_cluster_capacity_providers")).toEqual({
    cluster_name: reference(withSpot, "aws_ecs_cluster", "name"),
    capacity_providers: ["FARGATE", "FARGATE_SPOT"],
  });
});

test("hands on its ARN as a reference", () => {
  expect(template.outputs()["cluster-arn"]).toEqual({ value: reference(template, "aws_ecs_cluster", "arn") });
});
