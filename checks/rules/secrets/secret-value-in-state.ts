import type { Rule } from "../../rule";
import { type Resource, resourcesOfType } from "../../template";

export const secretValueInState: Rule = {
  id: "secret-value-in-state",
  severity: "CRITICAL",
  title: "Terraform makes secrets, and never their values",
  why: "a value that Terraform sets is in the state for everyone who may read it, and no scanner reports it",
  evaluate: (template) =>
    resourcesOfType(template, "aws_secretsmanager_secret_version", "aws_ssm_parameter")
      .filter(holdsValue)
      .map((resource) => ({
        resource,
        message: "the value of a secret is set by Terraform",
        remedy: "make the secret without a value and set it out of band",
      })),
};

function holdsValue({ type, body }: Resource): boolean {
  if (type === "aws_ssm_parameter") return body.type === "SecureString" && body.value !== undefined;
  return body.secret_string !== undefined || body.secret_binary !== undefined;
}
