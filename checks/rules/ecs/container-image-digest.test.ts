import { expect, test } from "vitest";
import { faults } from "../../testing/faults";
import { goodContainer, taskDefinition } from "../../testing/task-definition";
import { containerImageDigest as rule } from "./container-image-digest";

const repository = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent";

test.each([goodContainer.image, `${repository}@sha256:${"0a".repeat(32)}`])("passes %s", (image) => {
  expect(faults(rule, taskDefinition({ ...goodContainer, image }))).toEqual([]);
});

test.each([repository, `${repository}:latest`, `${repository}@sha256:0a`])("reports %s", (image) => {
  expect(faults(rule, taskDefinition({ ...goodContainer, image }))).toEqual([
    `aws_ecs_task_definition.agent: container agent runs ${image}`,
  ]);
});
