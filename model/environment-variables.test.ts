import { expect, test } from "vitest";
import { variableNameProblem } from "./environment-variables";

test.each(["LOG_LEVEL", "A", "PORTS", "A1", "AWSOME", "FIRESTORE_DATABASE_ID"])("a service may set %s", (name) => {
  expect(variableNameProblem(name)).toBeUndefined();
});

test.each([
  ["PORT", "PORT is set from port; remove it here"],
  ["FIRESTORE_DATABASE", "FIRESTORE_DATABASE is set from firestore.database; remove it here"],
  ["GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_PROJECT is set from firestore.projectId; remove it here"],
  ["AWS_REGION", "AWS_REGION is reserved: AWS sets AWS_* and ECS_*; choose another name"],
  [
    "ECS_CONTAINER_METADATA_URI",
    "ECS_CONTAINER_METADATA_URI is reserved: AWS sets AWS_* and ECS_*; choose another name",
  ],
])("a service may not set %s", (name, problem) => {
  expect(variableNameProblem(name)).toBe(problem);
});

test.each(["log_level", "2A", "A-B", ""])("%j is no variable's name, and not repeated", (name) => {
  expect(variableNameProblem(name)).toBe("this is not a variable's name; use upper-case words such as LOG_LEVEL");
});
