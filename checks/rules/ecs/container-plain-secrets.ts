import { type JsonObject, objectsOf } from "../../../model/json";
import { namesCredential } from "../../../model/secret-values";
import { type Container, containers } from "../../containers";
import type { Rule } from "../../rule";

export const containerPlainSecrets: Rule = {
  id: "container-plain-secrets",
  severity: "CRITICAL",
  title: "Containers get secrets from Secrets Manager only",
  why: "plain environment values are readable in the state, the console and the API; scanners give up at a reference beside them",
  evaluate: (template) =>
    containers(template).flatMap((container) =>
      plainSecrets(container).map((variable) => ({
        resource: container.taskDefinition,
        message: `container ${container.name} gets ${variable} as plain text`,
        remedy: "store the value in Secrets Manager and name it under the service's secrets",
      })),
    ),
};

/** The names of the variables; never their values. */
function plainSecrets({ definition }: Container): readonly string[] {
  return objectsOf(definition.environment)
    .filter(isSecret)
    .map(({ name }) => String(name));
}

/** What looks like a credential under any other name is the rule literal-credential's. */
function isSecret({ name, value }: JsonObject): boolean {
  if (typeof value !== "string" || value === "") return false;
  return namesCredential(String(name)) || /\baws_secretsmanager_secret_version\./.test(value);
}
