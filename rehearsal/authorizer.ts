import { createServer, type IncomingMessage, type Server } from "node:http";
import { z } from "zod";
import { authorize, type Caller } from "../model/authorization/authorize";
import { type Policy, readPolicy, readResourcePolicy } from "../model/authorization/policy";
import type { JsonObject } from "../model/json";

const documentSchema = z.custom<JsonObject>((value) => typeof value === "object" && value !== null);
const tagsSchema = z.record(z.string(), z.string()).default({});
const callSchema = z.object({
  action: z.string(),
  resources: z.array(z.string()),
  context: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  madeBy: z.enum(["request", "in the caller's name"]),
  /** Of the KMS key that it is on. */
  keyPolicy: documentSchema.optional(),
});
const questionSchema = z.object({
  caller: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("administrator") }),
    z.object({
      kind: z.literal("role"),
      arn: z.string(),
      roleArn: z.string(),
      policies: z.array(documentSchema),
      boundary: documentSchema.nullable(),
      sessionPolicies: z.array(documentSchema),
      principalTags: tagsSchema,
      sessionTags: tagsSchema,
    }),
  ]),
  calls: z.array(callSchema),
});

type Question = z.output<typeof questionSchema>;
type Call = z.output<typeof callSchema>;

/** A call as it was judged. */
export interface JudgedCall extends Call {
  /** Name of the role; absent for the administrator, of whom nothing is asked. */
  readonly role: string | undefined;
  /** What AWS would say; absent where the call is allowed. */
  readonly refusal: string | undefined;
}

type Answer =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly call: number; readonly resource: string; readonly message: string };

/** Judges each call that the emulator gets, as IAM would, and keeps all of them for the report. */
export class Authorizer {
  readonly calls: JudgedCall[] = [];
  /** By name, as they were when they called last. */
  readonly roles = new Map<string, Caller>();
  private readonly policies = new Map<string, Policy>();

  private constructor(private readonly server: Server) {}

  /** Listens on the loopback address alone, on a port that the system chooses, and holds no process up. */
  static start(): Promise<Authorizer> {
    return new Promise((resolve, reject) => {
      const server = createServer((request, response) => {
        void answerTo(request, (question) => authorizer.judge(question)).then(({ status, body }) => {
          response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
        });
      });
      const authorizer = new Authorizer(server);
      server.once("error", reject);
      server.unref().listen(0, "127.0.0.1", () => resolve(authorizer));
    });
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new RangeError("the authorizer is closed");
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** The first call that is refused ends the request, as in AWS. */
  private judge({ caller, calls }: Question): Answer {
    if (caller.kind === "administrator") {
      this.calls.push(...calls.map((call) => ({ ...call, role: undefined, refusal: undefined })));
      return { allowed: true };
    }
    const role = caller.roleArn.slice(caller.roleArn.lastIndexOf("/") + 1);
    const judged = this.callerOf(caller);
    this.roles.set(role, judged);
    for (const [index, call] of calls.entries()) {
      const keyPolicy = call.keyPolicy && readResourcePolicy(call.keyPolicy);
      const verdict = authorize(judged, { ...call, keyPolicy });
      this.calls.push({ ...call, role, refusal: verdict.isAllowed ? undefined : verdict.message });
      if (verdict.isAllowed) continue;
      return { allowed: false, call: index, resource: verdict.resource, message: verdict.message };
    }
    return { allowed: true };
  }

  private callerOf(caller: Extract<Question["caller"], { kind: "role" }>): Caller {
    return {
      arn: caller.arn,
      roleArn: caller.roleArn,
      policies: caller.policies.map((document) => this.read(document)),
      boundary: caller.boundary === null ? undefined : this.read(caller.boundary),
      sessionPolicies: caller.sessionPolicies.map((document) => this.read(document)),
      tags: caller.principalTags,
      sessionTags: caller.sessionTags,
    };
  }

  /** Each document comes with each of thousands of calls. */
  private read(document: JsonObject): Policy {
    const text = JSON.stringify(document);
    const policy = this.policies.get(text) ?? readPolicy(document);
    this.policies.set(text, policy);
    return policy;
  }
}

/** What cannot be judged is no pass: the emulator says the error to whoever made the call. */
async function answerTo(request: IncomingMessage, judge: (question: Question) => Answer) {
  try {
    const chunks = await request.toArray();
    const body = judge(questionSchema.parse(JSON.parse(Buffer.concat(chunks).toString("utf8"))));
    return { status: 200, body };
  } catch (error) {
    return { status: 500, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}
