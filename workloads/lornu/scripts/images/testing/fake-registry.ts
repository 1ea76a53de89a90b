import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";

export interface FakeRegistry {
  /** Host and port, as an image's name has them. */
  readonly host: string;
}

export interface RegistryBehaviour {
  /** By path, such as /v2/oven/bun/manifests/alpine. */
  readonly manifests: Readonly<Record<string, string>>;
  /** What the registry calls every manifest; without it, nothing. */
  readonly claimedDigest?: string;
  readonly refusesTokens?: boolean;
}

const token = "anybody";

/** An image registry on loopback, which hands out tokens as the public ones do. */
export async function aRegistry(behaviour: RegistryBehaviour): Promise<FakeRegistry> {
  const server = createServer((request, response) => answer(behaviour, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { host: `127.0.0.1:${address.port}` };
}

function answer(behaviour: RegistryBehaviour, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "/", `http://${request.headers.host}`);
  const manifest = behaviour.manifests[pathname];
  if (pathname === "/token") {
    sendToken(behaviour, searchParams, response);
  } else if (request.headers.authorization !== `Bearer ${token}`) {
    const repository = /^\/v2\/(.*)\/manifests\//.exec(pathname)?.[1];
    const realm = `http://${request.headers.host}/token`;
    const challenge = `Bearer realm="${realm}",service="fake",scope="repository:${repository}:pull"`;
    response.writeHead(401, { "www-authenticate": challenge }).end();
  } else if (manifest === undefined || !request.headers.accept?.includes("image.index")) {
    response.writeHead(404).end();
  } else {
    const { claimedDigest } = behaviour;
    response.writeHead(200, claimedDigest === undefined ? {} : { "docker-content-digest": claimedDigest });
    response.end(manifest);
  }
}

function sendToken(behaviour: RegistryBehaviour, parameters: URLSearchParams, response: ServerResponse): void {
  const isComplete = parameters.get("service") === "fake" && /^repository:.+:pull$/.test(parameters.get("scope") ?? "");
  if (behaviour.refusesTokens === true || !isComplete) response.writeHead(403).end();
  else response.end(JSON.stringify({ token }));
}
