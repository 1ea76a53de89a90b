import { DescribeSecretCommand, GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import { serviceAccountKeyVariable } from "../../model/environment-variables";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import { Unavailable } from "../../running/user-error";
import { isNamed, isRefusal } from "../aws/aws-failure";
import { type Finding, missing, ok, type Question } from "./answer";
import type { PreflightClients } from "./clients";
import { foundOr } from "./existence";

/** Whether each secret has a value, and a key file its fields. No value is ever shown. */
export function secretQuestions(plan: EnvironmentPlan, clients: PreflightClients): readonly Question[] {
  const keys = plan.services.flatMap(({ task }) =>
    task.containers.flatMap(({ secrets }) =>
      secrets.filter(({ variable }) => variable === serviceAccountKeyVariable).map(({ secret }) => secret.id),
    ),
  );
  return plan.secrets.flatMap(({ id, shown, origin }) => {
    const wayOut = origin === "created" ? `apply ${plan.stacks.base} first` : "correct its name or ARN, or make it";
    const value = { subject: `value of ${shown}`, find: () => valueFinding(clients, shown, wayOut) };
    const key = { subject: `key in ${shown}`, find: () => keyFinding(clients, shown) };
    return keys.includes(id) ? [value, key] : [value];
  });
}

const saysAbsent = (error: unknown) => isNamed(error, "ResourceNotFoundException");
const toFill = (name: string) =>
  `fill it: aws secretsmanager put-secret-value --secret-id ${name} --secret-string file://VALUE`;

async function valueFinding({ secrets }: PreflightClients, name: string, wayOut: string): Promise<Finding> {
  const secret = await foundOr(() => secrets.send(new DescribeSecretCommand({ SecretId: name })), saysAbsent);
  if (secret === undefined) return missing(`there is no such secret; ${wayOut}`);
  if (secret.DeletedDate !== undefined) {
    return missing(`it is being deleted; keep it: aws secretsmanager restore-secret --secret-id ${name}`);
  }
  const stages = Object.values(secret.VersionIdsToStages ?? {}).flat();
  return stages.includes("AWSCURRENT") ? ok("there") : missing(`it has no value; ${toFill(name)}`);
}

const keyFile = z.object({ client_email: z.string().min(1), private_key: z.string().min(1) });

async function keyFinding({ secrets }: PreflightClients, name: string): Promise<Finding> {
  const value = await foundOr(() => secretText(secrets, name), saysAbsent);
  if (value === undefined) return missing(`it has no value; ${toFill(name)}`);
  const parsed = keyFile.safeParse(jsonOf(value));
  if (parsed.success) return ok("a service account key, with client_email and private_key");
  return missing(`it is no service account key: JSON with client_email and private_key is wanted; ${toFill(name)}`);
}

async function secretText(secrets: PreflightClients["secrets"], name: string): Promise<string> {
  try {
    const { SecretString = "" } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
    return SecretString;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new Unavailable("the caller may not read the value, as GitHub may not; ask with a role that may");
  }
}

/** @returns nothing where it is no JSON; the parser's message would hold a part of the value */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
