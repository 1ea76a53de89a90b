import { createHash } from "node:crypto";
import { z } from "zod";
import { UserError } from "../../../../running/user-error";
import { dockerHub, type ImageName } from "./image-name";

/** Both spellings of "one image for several processors" first: its digest fits every machine that builds. */
const manifestTypes = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

const timeoutMilliseconds = 30_000;
const tokenSchema = z.union([
  z.object({ token: z.string() }).transform(({ token }) => token),
  z.object({ access_token: z.string() }).transform(({ access_token }) => access_token),
]);

/** @returns the digest that the tag has now, computed from what the registry sent and compared with what it says */
export async function currentDigest(image: ImageName): Promise<string> {
  const url = `${registryAddress(image.host)}/v2/${image.repository}/manifests/${image.tag}`;
  const response = await getWithToken(url);
  if (!response.ok) throw new UserError(`${url} answered ${response.status}`);
  const digest = `sha256:${createHash("sha256")
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest("hex")}`;
  const claimed = response.headers.get("docker-content-digest") ?? digest;
  if (claimed !== digest) throw new UserError(`${url} sent ${digest} and called it ${claimed}`);
  return digest;
}

/** Loopback is spoken to without TLS, as container engines do. */
function registryAddress(host: string): string {
  if (host === dockerHub) return "https://registry-1.docker.io";
  return /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host) ? `http://${host}` : `https://${host}`;
}

/** Registries hand out a token to anybody, but only after they were asked without one. */
async function getWithToken(url: string): Promise<Response> {
  const first = await get(url, { accept: manifestTypes });
  if (first.status !== 401) return first;
  const challenge = first.headers.get("www-authenticate") ?? "";
  const parameters = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  const realm = parameters.get("realm");
  if (!/^bearer /i.test(challenge) || realm === undefined) {
    throw new UserError(`${url} asks for a login that is not known here: ${challenge}`);
  }
  const tokenUrl = new URL(realm);
  for (const name of ["service", "scope"]) tokenUrl.searchParams.set(name, parameters.get(name) ?? "");
  const answer = await get(tokenUrl.href, {});
  const token = answer.ok ? tokenSchema.safeParse(await answer.json()).data : undefined;
  if (token === undefined) throw new UserError(`${tokenUrl.origin} gave no token (${answer.status})`);
  return get(url, { accept: manifestTypes, authorization: `Bearer ${token}` });
}

async function get(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  try {
    return await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMilliseconds) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new UserError(
      `${new URL(url).origin} cannot be reached (${cause instanceof Error ? cause.message : String(cause)})`,
    );
  }
}
