import { describe, expect, test } from "vitest";
import { problemsOf, web } from "../../test/helpers/rule-problems";

const prices = { kind: "internal" };
const mails = { resources: { queues: ["mails"] } };

test("finds nothing in services of every kind that name each other rightly", () => {
  const services = {
    site: web({ uses: ["prices", "mails"] }),
    api: web({ routes: [{ host: "api.example.com", paths: [] }, { paths: ["/api/*", "/v2/*"] }], agentToAgent: {} }),
    prices,
    mailer: { kind: "worker", consumes: "mails", uses: ["mails"] },
    report: { kind: "job", uses: ["prices"] },
  };
  expect(problemsOf(services, mails)).toEqual([]);
});

describe("what a service names", () => {
  test.each([
    [
      "nothing that is there",
      { site: web({ uses: ["stock"] }) },
      "services.site.uses.0: stock is not there; nothing is there to be used",
    ],
    [
      "something else than what is there",
      { site: web({ uses: ["price"] }), prices },
      "services.site.uses.0: price is not there; use prices or mails",
    ],
    [
      "itself",
      { prices: { kind: "internal", uses: ["prices"] } },
      "services.prices.uses.0: prices cannot use itself; remove it",
    ],
    [
      "a job",
      { site: web({ uses: ["report"] }), report: { kind: "job" } },
      "services.site.uses.0: report is of kind job, and services reach those of kind internal alone by name; remove it",
    ],
    [
      "the same twice",
      { site: web({ uses: ["prices", "prices"] }), prices },
      "services.site.uses.1: prices is named twice; remove one of both",
    ],
    [
      "what is no queue as one",
      { mailer: { kind: "worker", consumes: "prices" }, prices },
      "services.mailer.consumes: prices is nothing that can be consumed; use mails",
    ],
  ] as const)("is not %s", (what, services, problem) => {
    expect(problemsOf(services, what.startsWith("nothing") ? {} : mails)).toEqual([problem]);
  });

  test.each(["environment", "secrets"])("sets no variable that stands in %s too", (section) => {
    const set = { [section]: { MAILS_QUEUE_URL: "x", PRICES_URL: "x", MAILS_BUCKET: "x" } };
    expect(problemsOf({ site: web({ uses: ["mails", "prices"], ...set }), prices }, mails)).toEqual([
      `services.site.${section}.MAILS_QUEUE_URL: MAILS_QUEUE_URL is set from mails; remove it here`,
      `services.site.${section}.PRICES_URL: PRICES_URL is set from prices; remove it here`,
    ]);
  });

  test("sets no variable that something else sets", () => {
    const services = { site: web({ uses: ["mails", "mails-queue"] }), "mails-queue": prices };
    expect(problemsOf(services, mails)).toEqual([
      "services.site.uses.1: mails-queue sets MAILS_QUEUE_URL, as mails does; rename one of both",
    ]);
  });

  test.each(["public", "a2a-jwks", "aws-prices"])("sets none of Slipway's or AWS's, as %s would", (name) => {
    const variable = `${name.toUpperCase().replaceAll("-", "_")}_URL`;
    expect(problemsOf({ site: web({ uses: [name] }), [name]: prices })).toEqual([
      `services.site.uses.0: ${name} would set ${variable}, which is taken; rename ${name}`,
    ]);
  });

  test("does not name it in turn, however long the way, and is told once", () => {
    const circle = { a: { kind: "internal", uses: ["b"] }, b: { kind: "internal", uses: ["c"] } };
    expect(problemsOf({ ...circle, c: { kind: "internal", uses: ["a"] } })).toEqual([
      "services.a.uses.0: a uses b uses c uses a: none of them could be made first; let one find the other another way",
    ]);
    expect(problemsOf({ ...circle, c: prices })).toEqual([]);
  });

  test("is asked for each way once, where there are more than could be gone", () => {
    const names = Array.from({ length: 60 }, (_, index) => `s${String(index).padStart(2, "0")}`);
    const services = names.map((name, index) => [name, { kind: "internal", uses: names.slice(index + 1, index + 20) }]);
    expect(problemsOf(Object.fromEntries(services))).toEqual([]);
  });
});

describe("names", () => {
  test.each([
    [
      "a queue and a service",
      { mails: { kind: "worker" } },
      "services.mails: mails is a name in queues too; choose another",
    ],
    [
      "a service and what a queue's alarms are called after",
      { "queue-mails": { kind: "worker" } },
      "services.queue-mails: queue-mails names a part of the environment itself; choose another",
    ],
    [
      "a service and the flow logs",
      { flow: { kind: "worker" } },
      "services.flow: flow names a part of the environment itself; choose another",
    ],
    [
      "a service and the load balancer's group",
      { "load-balancer": { kind: "worker" } },
      "services.load-balancer: load-balancer names a part of the environment itself; choose another",
    ],
    [
      "a sidecar and the program",
      { site: web({ sidecars: { site: {} } }) },
      "services.site.sidecars.site: the service's own container is named site; choose another",
    ],
  ] as const)("are not the same for %s", (_, services, problem) => {
    expect(problemsOf(services, mails)).toEqual([problem]);
  });

  test("are not the same for a queue and another one's dead letters", () => {
    expect(problemsOf({}, { resources: { queues: ["mails", "mails-dead-letters"] } })).toEqual([
      "queues.mails-dead-letters: mails-dead-letters is the name of the queue for the dead letters of mails; choose another",
    ]);
  });

  test("may be longer where no load balancer knows them, up to the 64 characters of a role", () => {
    const long = "a".repeat(28);
    expect(problemsOf({ [long]: web() })).toEqual([
      `services.${long}: the target group would be named shop-${long}, 33 characters where AWS allows 32; choose a shorter namePrefix or service name`,
    ]);
    expect(problemsOf({ [long]: prices })).toEqual([]);
    const longer = "a".repeat(50);
    expect(problemsOf({ [longer]: prices })).toEqual([
      `services.${longer}: a role would be named shop-${longer}-execution, 65 characters where AWS allows 64; choose a shorter namePrefix or service name`,
    ]);
  });
});

describe("sections", () => {
  const worker = { kind: "worker" };
  test.each([
    [
      "a network for services",
      { hasNetwork: false },
      { mailer: worker },
      "network: missing, and mailer needs one; write it",
    ],
    [
      "whom an internal load balancer takes connections of",
      { needsAllowedCidrs: true },
      { site: web() },
      "loadBalancer.allowedCidrs: missing; the block of a VPC that exists is not known here; write it",
    ],
    [
      "a load balancer for services of the web alone",
      { hasLoadBalancerSettings: true },
      { mailer: worker },
      "loadBalancer: no service is of kind web, and so there is no load balancer; remove it",
    ],
    [
      "a certificate for a domain alone",
      { hasCertificate: true, hasDns: false },
      { site: web() },
      "loadBalancer.certificateArn: a certificate is of use to a domain alone; set dns, or remove it",
    ],
    [
      "failover for what health checks reach alone",
      { hasBlindFailover: true },
      { site: web() },
      "dns.failover: Route 53's health checks do not reach an internal load balancer; remove failover, or set loadBalancer.scheme: internet-facing",
    ],
    [
      "HTTPS for agents",
      { hasDns: false },
      { site: web({ agentToAgent: {} }) },
      "services.site.agentToAgent: agent-to-agent paths need HTTPS; set dns.domain, or remove agentToAgent",
    ],
    [
      "no capability that is unknown",
      { retired: ["cues"] },
      {},
      "retired.0: cues is not a capability that can go; use network, entrance, services, discovery, schedules, keptCertificates, hosts, queues, buckets, schedule or volumes",
    ],
    [
      "no former domain that it answers to",
      { domain: "shop.example.com", formerDomains: ["old.example.com", "shop.example.com"] },
      { site: web() },
      "dns.formerDomains.1: shop.example.com is in use; remove one of both",
    ],
    [
      "no former domain that a route has",
      { formerDomains: ["api.example.com"] },
      { site: web(), api: web({ routes: [{ host: "api.example.com", paths: [] }] }) },
      "dns.formerDomains.0: api.example.com is in use; remove one of both",
    ],
    [
      "none that is in use",
      { retired: ["queues"], ...mails },
      {},
      "retired.0: queues is in use: mails; remove one of both",
    ],
  ] as const)("ask for %s", (_, overrides, services, problem) => {
    expect(problemsOf(services, overrides)).toEqual([problem]);
  });

  test("stand without a network and a load balancer where nothing needs one", () => {
    expect(problemsOf({}, { hasNetwork: false, ...mails })).toEqual([]);
  });
});
