import { createServer, type IncomingMessage, type Server, type ServerResponse, request as send } from "node:http";
import { buffer } from "node:stream/consumers";

/** Between terraform and its AWS: can hold back what would change something, so that a test can act in the middle. */
export class HoldingProxy {
  private allowed = Number.POSITIVE_INFINITY;
  private waiting: (() => void)[] = [];
  private readonly server: Server;

  private constructor(private readonly target: string) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(target: string): Promise<HoldingProxy> {
    const proxy = new HoldingProxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get endpoint(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("the proxy does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  /** How many calls that change something wait. */
  get held(): number {
    return this.waiting.length;
  }

  holdAfter(calls: number): void {
    this.allowed = calls;
  }

  /** Lets through what waits, and what comes. */
  release(): void {
    this.allowed = Number.POSITIVE_INFINITY;
    for (const go of this.waiting.splice(0)) go();
  }

  /** Forgets what waits, as a network does whose caller is gone. */
  forget(): void {
    this.allowed = Number.POSITIVE_INFINITY;
    this.waiting = [];
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const content = await buffer(request);
    if (changesSomething(request, content)) {
      if (this.allowed <= 0) await new Promise<void>((go) => this.waiting.push(go));
      else this.allowed -= 1;
    }
    const { method, headers, url = "/" } = request;
    const sent = send(new URL(url, this.target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    sent.on("error", () => response.destroy());
    sent.end(content);
  }
}

/** The operation is in a header of the JSON protocols, and in the body of the query protocol. */
function changesSomething({ headers }: IncomingMessage, content: Buffer): boolean {
  const header =
    String(headers["x-amz-target"] ?? "")
      .split(".")
      .at(-1) ?? "";
  const operation = header === "" ? (/\bAction=(\w+)/.exec(content.toString("utf8"))?.[1] ?? "") : header;
  return operation !== "" && !/^(Describe|Get|List|Assume)/.test(operation);
}
