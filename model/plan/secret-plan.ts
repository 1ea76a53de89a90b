import { type ArnScope, secretArnPattern } from "../arn";
import { containerSecrets } from "../environment-variables";
import { secretName } from "../naming";
import type { SecretFacts, ServiceFacts } from "./facts";
import { keyReference, type PlannedText, secretReference } from "./planned-text";

/** A secret of Secrets Manager that services of the environment read. */
export interface SecretPlan {
  /** Made here without a value, or there already. */
  readonly origin: "created" | "existing";
  /** End of construct ids; of one that is made here, its name in the settings. */
  readonly id: string;
  /** What it is found by: its name in AWS, or its ARN. */
  readonly find: { readonly name: string } | { readonly arn: string };
  /** What a person calls it. */
  readonly shown: string;
  readonly arn: PlannedText;
  /** What its ARN is before AWS has made up the end. */
  readonly arnPattern: string;
  /** Customer-managed key that it is encrypted under; AWS's own takes no right. */
  readonly keyArn: PlannedText | undefined;
}

/** A variable of a container that shows a secret, or one key of its JSON value. */
export interface SecretVariable {
  readonly variable: string;
  readonly secret: SecretPlan;
  readonly key: string | undefined;
}

export interface SecretContext extends ArnScope {
  readonly namePrefix: string;
  readonly keyAlias: string;
}

export function planSecretVariables(service: ServiceFacts, context: SecretContext): readonly SecretVariable[] {
  return Object.entries(containerSecrets(service)).map(([variable, settings]) => ({
    variable,
    secret: planSecret(settings, context),
    key: typeof settings === "string" ? undefined : settings.key,
  }));
}

/** Each secret once, in the order of its name. */
export function secretsOf(variables: readonly SecretVariable[]): readonly SecretPlan[] {
  const secrets = new Map(variables.map(({ secret }) => [secret.id, secret]));
  return [...secrets.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
}

function planSecret(settings: SecretFacts, context: SecretContext): SecretPlan {
  if (typeof settings === "string") return createdSecret(settings, context);
  if ("name" in settings) return createdSecret(settings.name, context);
  const { kmsKeyArn } = settings;
  if ("arn" in settings) {
    const { arn } = settings;
    return {
      origin: "existing",
      id: idOf(arn),
      find: { arn },
      shown: arn,
      arn,
      arnPattern: arn,
      keyArn: kmsKeyArn,
    };
  }
  const name = settings.existing;
  return {
    origin: "existing",
    id: idOf(name),
    find: { name },
    shown: name,
    arn: secretReference(name),
    arnPattern: secretArnPattern(context, name),
    keyArn: kmsKeyArn,
  };
}

function createdSecret(id: string, context: SecretContext): SecretPlan {
  const name = secretName(context.namePrefix, id);
  return {
    origin: "created",
    id,
    find: { name },
    shown: name,
    arn: secretReference(name),
    arnPattern: secretArnPattern(context, name),
    keyArn: keyReference(context.keyAlias),
  };
}

/** Names of secrets that exist have more characters than construct ids; a double hyphen is in no name of ours. */
function idOf(name: string): string {
  const written = name.replaceAll(/[^A-Za-z0-9-]/g, (character) => `_${character.charCodeAt(0).toString(16)}`);
  return `existing--${written}`;
}
