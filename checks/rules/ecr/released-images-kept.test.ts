import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../../model/json";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { releasedImagesKept as rule } from "./released-images-kept";

const action = { type: "expire" };
const released = {
  rulePriority: 1,
  selection: {
    tagStatus: "tagged",
    tagPatternList: ["released-*"],
    countType: "imageCountMoreThan",
    countNumber: 1_000_000,
  },
  action,
};
const versions = {
  rulePriority: 2,
  selection: { tagStatus: "tagged", tagPatternList: ["v*"], countType: "imageCountMoreThan", countNumber: 50 },
  action,
};
const untagged = {
  rulePriority: 3,
  selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
  action,
};
const newest = {
  rulePriority: 4,
  selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 50 },
  action,
};

function reported(policy: Json, name = "shop-agent") {
  const resources: JsonObject = {
    aws_ecr_repository: { agent: { name } },
    aws_ecr_lifecycle_policy: { agent: { repository: "${aws_ecr_repository.agent.name}", policy } },
  };
  return faults(rule, resources, {}, [planEnvironment(anEnvironment())]);
}

test("passes a lifecycle that keeps what was released, whatever else it forgets", () => {
  expect(reported(JSON.stringify({ rules: [released, versions, untagged, newest] }))).toEqual([]);
});

test.each([
  [[versions, untagged, newest]],
  [[]],
  [[released, versions, untagged, newest, { ...newest, rulePriority: 5 }]],
  [[{ ...released, rulePriority: 9 }, versions, untagged, newest]],
  [[{ ...released, selection: { ...released.selection, countNumber: 10 } }, versions, untagged, newest]],
  [[{ ...released, selection: { ...released.selection, tagPatternList: ["v*"] } }, versions, untagged, newest]],
  [[released, versions, untagged, { ...newest, selection: { ...newest.selection, countNumber: 1 } }]],
])("reports a lifecycle of %j", (rules) => {
  expect(reported(JSON.stringify({ rules }))).toEqual([
    "aws_ecr_lifecycle_policy.agent: the repository's lifecycle is not the one that keeps what was released",
  ]);
});

test("reports a lifecycle that cannot be read, and one of a repository that is not planned", () => {
  expect(reported("${jsonencode({})}")).toHaveLength(1);
  expect(reported(JSON.stringify({ rules: [released, versions, untagged, newest] }), "stranger")).toHaveLength(1);
});
