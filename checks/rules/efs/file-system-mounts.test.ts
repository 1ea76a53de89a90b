import { expect, test } from "vitest";
import { fileSystemStatements } from "../../../model/file-system-policy";
import { policyDocument } from "../../../model/iam-policy";
import { faults } from "../../testing/faults";
import { fileSystemMounts as rule } from "./file-system-mounts";

const arn = "${aws_efs_file_system.files.arn}";
const all = fileSystemStatements(arn);
const [plaintext, accessPoint, mountTarget] = [
  "aws_efs_file_system.files: nothing refuses a mount without TLS",
  "aws_efs_file_system.files: nothing refuses a mount without an access point",
  "aws_efs_file_system.files: nothing refuses a mount past its mount targets",
];

const reported = (policy: string, fileSystem = "${aws_efs_file_system.files.id}") =>
  faults(rule, {
    aws_efs_file_system: { files: {} },
    aws_efs_file_system_policy: { files: { file_system_id: fileSystem, policy } },
  });

test("passes a file system whose policy refuses each other way", () => {
  expect(reported(policyDocument(all))).toEqual([]);
});

test("reports each way that is not refused", () => {
  expect(reported(policyDocument(all.slice(1)))).toEqual([plaintext]);
  expect(reported(policyDocument(all.slice(0, 1)))).toEqual([mountTarget, accessPoint]);
});

test.each([
  ["of another file system", policyDocument(all), "${aws_efs_file_system.others.id}"],
  ["on other files", policyDocument(fileSystemStatements("arn:aws:elasticfilesystem:us-east-1:1:file-system/fs-1"))],
  ["that allows", policyDocument(all.map((statement) => ({ ...statement, effect: "Allow" as const })))],
  [
    "of reading alone",
    policyDocument(all.map((statement) => ({ ...statement, actions: statement.actions.slice(0, 1) }))),
  ],
])("reports all of them with a policy %s", (_, policy, fileSystem?: string) => {
  expect(reported(policy, fileSystem)).toEqual([mountTarget, plaintext, accessPoint]);
});
