import { fileSystemStatements } from "../../../model/file-system-policy";
import { type PolicyStatement, policies } from "../../policies";
import type { Rule } from "../../rule";
import { type Resource, refersTo, resourcesOfType } from "../../template";

export const fileSystemMounts: Rule = {
  id: "file-system-mounts",
  severity: "HIGH",
  title: "File systems are mounted over TLS, by a mount target and through an access point, or not at all",
  why: "EFS lets in whoever reaches a mount target unless the file system's policy refuses it, and scanners see whether there is a policy",
  evaluate: (template) => {
    const statements = policies(template).statements.filter(
      ({ resource }) => resource.type === "aws_efs_file_system_policy",
    );
    return resourcesOfType(template, "aws_efs_file_system").flatMap((resource) =>
      wanted
        .filter((refusal) => !statements.some((statement) => isOf(statement, resource) && refuses(statement, refusal)))
        .map(({ text }) => ({
          resource,
          message: `nothing refuses a mount ${text}`,
          remedy: "deny it to everybody in the file system's policy, on this condition alone",
        })),
    );
  },
};

const words: Readonly<Record<string, string>> = {
  "aws:SecureTransport": "without TLS",
  "elasticfilesystem:AccessPointArn": "without an access point",
  "elasticfilesystem:AccessedViaMountTarget": "past its mount targets",
};

const wanted = fileSystemStatements("*").flatMap(({ actions, conditions = {} }) =>
  Object.entries(conditions).flatMap(([test, variables]) =>
    Object.entries(variables).map(([variable, value]) => ({
      actions,
      test,
      variable,
      value: String(value),
      text: words[variable] ?? variable,
    })),
  ),
);

function isOf({ resource, resources }: PolicyStatement, fileSystem: Resource): boolean {
  return (
    refersTo(resource.body.file_system_id, fileSystem) && resources.some((arn) => arn === `${fileSystem.address}.arn`)
  );
}

function refuses(
  { allows, principals, actions: refused, conditions }: PolicyStatement,
  { actions, test, variable, value }: (typeof wanted)[number],
): boolean {
  const [only, ...further] = conditions;
  return (
    !allows &&
    principals.includes("*") &&
    further.length === 0 &&
    only?.test === test &&
    only.variable === variable &&
    only.values.includes(value) &&
    actions.every((action) => refused.includes(action))
  );
}
