import { looksLikeCredential } from "../../../model/secret-values";
import { type Container, containers } from "../../containers";
import { type JsonObject, objectsOf } from "../../json";
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

/** A name that ends in one of these holds a secret, unless it says where the secret is. */
const secretName =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY|SECRET_KEY|CREDENTIALS?)$/i;

/** The names of the variables; never their values. */
function plainSecrets({ definition }: Container): readonly string[] {
  return objectsOf(definition.environment)
    .filter(isSecret)
    .map(({ name }) => String(name));
}

function isSecret({ name, value }: JsonObject): boolean {
  if (typeof value !== "string" || value === "") return false;
  return (
    secretName.test(String(name)) || looksLikeCredential(value) || /\baws_secretsmanager_secret_version\./.test(value)
  );
}
