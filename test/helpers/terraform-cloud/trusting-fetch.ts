import { request } from "node:https";
import { buffer } from "node:stream/consumers";

/** `fetch` that trusts one certificate more: Node reads NODE_EXTRA_CA_CERTS only when it starts. */
export function trustingFetch(certificate: string): typeof fetch {
  const trusting: typeof fetch = async (input, init) => {
    const answer = await once(input, init);
    const location = answer.headers.get("location");
    const isFollowed = init?.redirect === "follow" && location !== null && answer.status === 302;
    // As fetch does: what is of another origin gets no token.
    return isFollowed ? trusting(location, { ...init, headers: {} }) : answer;
  };
  const once: typeof fetch = async (input, init) => {
    const asked = new Request(input, init);
    const { url, method, headers, body } = await parts(asked);
    return new Promise((resolve, reject) => {
      const sent = request(url, { method, headers, ca: certificate, signal: asked.signal }, (response) => {
        const status = response.statusCode ?? 0;
        const told = Object.entries(response.headersDistinct).map(([name, values]) => [name, values?.join(", ") ?? ""]);
        const answered = (content: Buffer) =>
          new Response(status === 204 ? null : new Uint8Array(content), { status, headers: Object.fromEntries(told) });
        buffer(response).then((content) => resolve(answered(content)), reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  };
  return trusting;
}

async function parts(asked: Request) {
  const headers: Record<string, string> = {};
  asked.headers.forEach((value, name) => {
    headers[name] = value;
  });
  return { url: asked.url, method: asked.method, headers, body: Buffer.from(await asked.arrayBuffer()) };
}
