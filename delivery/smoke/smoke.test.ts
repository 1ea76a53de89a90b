import { describe, expect, test } from "vitest";
import { planEnvironment } from "../../model/plan/environment-plan";
import { plainProgress } from "../../running/progress";
import { UserError } from "../../running/user-error";
import {
  anEnvironment,
  aService,
  clientCertificates,
  type EnvironmentSettings,
  signedTokens,
} from "../../test/helpers/environments";
import { smoke } from "./smoke";

type Answers = Readonly<Record<string, number | { readonly status: number; readonly location: string }>>;

const { kind, port, healthCheckPath, scaling, ...common } = aService();
const worker = { ...common, kind: "worker", scaling: { minimumTasks: 1, maximumTasks: 1 } } as const;
const api = aService({ routes: [{ host: "api.example.com" }] });
const pages = aService({ routes: [{ paths: ["/pages/*"] }] });

/** What is asked is answered from the list; what is not in it gives no connection. */
async function asked(
  settings: Partial<EnvironmentSettings>,
  answers: Answers,
  { url, token }: { readonly url?: string; readonly token?: string } = {},
) {
  const lines: string[] = [];
  const ask: Parameters<typeof smoke>[3] = async (address, { host, bearerToken } = {}) => {
    const proof = bearerToken === undefined ? "" : ` by ${bearerToken}`;
    const answer = answers[host === undefined ? `${address}${proof}` : `${address} for ${host}`];
    if (answer === undefined) throw new UserError(`no answer from ${address}`);
    return typeof answer === "number" ? { status: answer, location: undefined } : answer;
  };
  const plan = planEnvironment(anEnvironment(settings));
  const steps = await smoke(
    plan,
    { url: url === undefined ? undefined : new URL(url), token },
    plainProgress((line) => lines.push(line)),
    ask,
  );
  return steps.map(({ title, outcome, details, reasons }) => [title, outcome, ...details, ...reasons]);
}

const names = (host: string): Answers => ({
  [`https://${host}/`]: 404,
  [`http://${host}/`]: { status: 301, location: `https://${host}:443/` },
});
const staging: Answers = {
  ...names("staging.example.com"),
  "https://staging.example.com/health": 200,
  "https://staging.example.com/a2a": 403,
};

describe("what the configuration declares is asked", () => {
  test("of each service at its own route, of each name, and of agents", async () => {
    const services = { agent: aService(), api, pages, tasks: worker };
    const answers = {
      ...staging,
      ...names("api.example.com"),
      "https://api.example.com/health": 200,
      "https://staging.example.com/pages/": 404,
    };
    expect(await asked({ services }, answers)).toEqual([
      ["agent answers behind the load balancer", "passed", "https://staging.example.com/health: 200"],
      ["api answers behind the load balancer", "passed", "https://api.example.com/health: 200"],
      ["pages answers behind the load balancer", "passed", "https://staging.example.com/pages/: 404"],
      ...["staging.example.com", "api.example.com"].map((host) => [
        `${host} has a certificate and redirects plain HTTP`,
        "passed",
        `https://${host}/: 404`,
        `http://${host}/: 301 to https://${host}:443/`,
      ]),
      ["refuses agents that do not prove themselves", "passed", "https://staging.example.com/a2a: 403"],
      ["tasks works", "skipped", "nothing outside reaches a service of kind worker"],
    ]);
  });

  test("of the load balancer's own name by the host of each route, without names and their certificates", async () => {
    const url = "http://shop-staging-1.us-east-1.elb.amazonaws.com";
    const answers = { [`${url}/health`]: 200, [`${url}/health for api.example.com`]: 200, [`${url}/a2a`]: 403 };
    expect(await asked({ services: { agent: aService(), api } }, answers, { url })).toEqual([
      ["agent answers behind the load balancer", "passed", `${url}/health: 200`],
      ["api answers behind the load balancer", "passed", `${url}/health for api.example.com: 200`],
      ["refuses agents that do not prove themselves", "passed", `${url}/a2a: 403`],
    ]);
  });

  test("where agents with a certificate call, and at the path that is configured", async () => {
    const agentToAgent = { ...clientCertificates, path: "/agents" };
    const services = { agent: aService({ agentToAgent }) };
    const answers = { ...staging, "https://staging.example.com/agents": 403 };
    expect((await asked({ services }, answers)).at(-1)).toEqual([
      "refuses agents that do not prove themselves",
      "passed",
      "https://staging.example.com/agents: 403",
      "https://staging.example.com:8443/agents: no connection without a certificate",
    ]);
    const open = { ...answers, "https://staging.example.com:8443/agents": 200 };
    expect((await asked({ services }, open)).at(-1)).toContain(
      "https://staging.example.com:8443/agents answered 200 to a client without a certificate",
    );
  });
});

describe("an agent that proves itself by a token", () => {
  const token = "header.claims.signature";
  const { jwt } = signedTokens;
  const services = { agent: aService({ agentToAgent: { path: "/a2a", jwt } }) };
  const admits = async (status: number | undefined, means: Parameters<typeof asked>[2] = { token }) => {
    const url = means?.url ?? "https://staging.example.com";
    const base = { [`${url}/health`]: 200, [`${url}/a2a`]: 401 };
    const answered = status === undefined ? {} : { [`${url}/a2a by ${token}`]: status };
    const steps = await asked({ services }, { ...staging, ...base, ...answered }, means);
    expect(JSON.stringify(steps)).not.toContain(token);
    return steps.at(-1);
  };

  test.each([200, 404])("has to get through: %i", async (status) => {
    expect(await admits(status)).toEqual([
      "admits an agent that proves itself",
      "passed",
      `https://staging.example.com/a2a: ${status} with the token`,
    ]);
  });

  test.each([401, 403, 500])("is not let in: %i, and what to look at", async (status) => {
    expect(await admits(status)).toEqual([
      "admits an agent that proves itself",
      "failed",
      `https://staging.example.com/a2a answered ${status} to the token of SLIPWAY_SMOKE_TOKEN; its iss has to be ${jwt.issuer}, ` +
        `its aud ${jwt.audience} alone, and it must not have expired; the load balancer has to reach ${jwt.jwksUrl} on ` +
        "port 443, and the service to accept its sub",
    ]);
  });

  test("is told nothing of where nothing answers, without a token, or over plain HTTP", async () => {
    expect(await admits(undefined)).toContain("no answer from https://staging.example.com/a2a");
    expect(await admits(undefined, {})).toContain(`SLIPWAY_SMOKE_TOKEN holds no token of ${jwt.issuer}`);
    expect(await admits(200, { token, url: "http://127.0.0.1" })).toContain("a token goes over https:// alone");
  });
});

describe("what is not as declared is said", () => {
  test("of a service, a redirect and an agent that is let in", async () => {
    const services = { agent: aService(), pages };
    const answers = {
      ...staging,
      "https://staging.example.com/health": 503,
      "https://staging.example.com/pages/": 502,
      "http://staging.example.com/": 200,
      "https://staging.example.com/a2a": 200,
    };
    expect((await asked({ services }, answers)).map(([, ...rest]) => rest)).toEqual([
      ["failed", "https://staging.example.com/health answered 503, not 200"],
      ["failed", "https://staging.example.com/pages/ answered 502, not less than 500"],
      ["failed", "http://staging.example.com/ answered 200 and leads nowhere, not to https://staging.example.com"],
      ["failed", "https://staging.example.com/a2a answered 200 to an unknown agent, not 401 or 403"],
    ]);
  });

  test("and nothing else is asked where a service does not answer at all", async () => {
    expect(await asked({}, {})).toEqual([
      ["agent answers behind the load balancer", "failed", "no answer from https://staging.example.com/health"],
    ]);
  });
});

describe("what cannot be asked from outside is said", () => {
  test("of an internal load balancer, unless --url leads to it", async () => {
    const settings = { loadBalancer: { scheme: "internal" } } as const;
    expect(await asked(settings, {})).toEqual([
      ["the load balancer answers", "skipped", "it is internal; run it from inside the network, or with --url"],
    ]);
    const url = "http://127.0.0.1:8080";
    expect(await asked(settings, { [`${url}/health`]: 200, [`${url}/a2a`]: 403 }, { url })).toHaveLength(2);
  });

  test("where no service is of the web, or no domain is delegated", async () => {
    await expect(asked({ services: { tasks: worker }, dns: undefined }, {})).rejects.toThrow(
      "staging has no service of kind web, so nothing can be asked from outside",
    );
    await expect(asked({ dns: undefined }, {})).rejects.toThrow("give --url http:// and the load balancer's name");
  });
});
