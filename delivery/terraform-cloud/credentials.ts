import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "../../running/user-error";

const credentialsSchema = z.object({
  credentials: z.record(z.string(), z.object({ token: z.string().min(1) }).loose()),
});

/**
 * Terraform's own places, in its order: `TF_TOKEN_` and the host with dots as underscores, its command-line
 * configuration, and what `terraform login` has written.
 *
 * @throws UserError where none of them has a token for the host
 */
export function terraformCloudToken(hostname: string, environment: NodeJS.ProcessEnv): string {
  const token =
    tokenInEnvironment(hostname, environment) ??
    tokenInCliConfiguration(hostname, environment) ??
    tokenOfLogin(hostname, environment);
  if (token === undefined) throw new UserError(`there is no token for ${hostname}; ${wayToToken(hostname)}`);
  return token;
}

/** What a person does about a token that is missing or refused. */
export function wayToToken(hostname: string): string {
  const login = `run: terraform login ${hostname}`;
  return /^[a-z0-9.-]+$/.test(hostname) ? `set ${tokenVariable(hostname)}, or ${login}` : login;
}

/** As Terraform names it; a host with a port has no such name that a shell would take. */
function tokenVariable(hostname: string): string {
  return `${prefix}${hostname.replaceAll("-", "__").replaceAll(".", "_")}`;
}

const prefix = "TF_TOKEN_";

function tokenInEnvironment(hostname: string, environment: NodeJS.ProcessEnv): string | undefined {
  const named = Object.keys(environment).find(
    (name) => name.startsWith(prefix) && hostOfVariable(name) === hostname.toLowerCase(),
  );
  const token = named === undefined ? "" : environment[named]?.trim();
  return token === "" ? undefined : token;
}

function hostOfVariable(name: string): string {
  return name.slice(prefix.length).replaceAll("__", "-").replaceAll("_", ".").toLowerCase();
}

/** `credentials "HOST" { token = "..." }` */
function tokenInCliConfiguration(hostname: string, environment: NodeJS.ProcessEnv): string | undefined {
  const file = environment.TF_CLI_CONFIG_FILE ?? join(home(environment), ".terraformrc");
  const text = readIfThere(file)?.replaceAll(/^\s*(#|\/\/).*$/gm, "") ?? "";
  if (text.trimStart().startsWith("{")) return tokenInJson(hostname, text, file);
  const blocks = text.matchAll(/\bcredentials\s+"([^"]+)"\s*\{[^}]*?\btoken\s*=\s*"([^"]+)"/g);
  return [...blocks].find(([, host]) => host?.toLowerCase() === hostname)?.[2];
}

function tokenOfLogin(hostname: string, environment: NodeJS.ProcessEnv): string | undefined {
  const file = join(home(environment), ".terraform.d", "credentials.tfrc.json");
  const text = readIfThere(file);
  return text === undefined ? undefined : tokenInJson(hostname, text, file);
}

function tokenInJson(hostname: string, text: string, file: string): string | undefined {
  try {
    return credentialsSchema.parse(JSON.parse(text)).credentials[hostname]?.token;
  } catch {
    throw new UserError(`${file} is not what terraform login writes; ${wayToToken(hostname)}`);
  }
}

function home(environment: NodeJS.ProcessEnv): string {
  return environment.HOME ?? homedir();
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
