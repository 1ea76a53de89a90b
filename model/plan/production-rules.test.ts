import { describe, expect, test } from "vitest";
import { problemsOf, web } from "../../test/helpers/rule-problems";

const tried = { production: true, promotedFrom: ["staging"] };
const site = web({ scaling: { minimumTasks: 2 } });
const problemsOfProduction = (
  services: Parameters<typeof problemsOf>[0],
  overrides: Parameters<typeof problemsOf>[1],
) => problemsOf(services, { ...tried, ...overrides });

test("finds nothing in a production environment that keeps its promises, nor elsewhere in one that does not", () => {
  const fewer = web({ scaling: { minimumTasks: 1 }, logRetentionDays: 30 });
  const worker = { kind: "worker", scaling: { minimumTasks: 1 }, logRetentionDays: 365 };
  expect(problemsOfProduction({ site, worker }, {})).toEqual([]);
  expect(problemsOf({ site: fewer }, { hasDns: false, deletionProtection: false, waitsForDelegation: true })).toEqual(
    [],
  );
});

test("says nothing of an environment whose switch is malformed", () => {
  const firestore = { database: "production" };
  const unknown = { production: undefined, deletionProtection: false, hasReasonNotToPromote: true };
  expect(problemsOf({ site: web({ firestore }) }, unknown)).toEqual([]);
});

describe("where changes are tried first", () => {
  test("is named, or there is a reason", () => {
    const missing = [
      "promotedFrom: missing; name the environments where everything is tried before production, or say in notPromotedBecause why there is none",
    ];
    expect(problemsOfProduction({}, { promotedFrom: [] })).toEqual(missing);
    expect(problemsOfProduction({}, { promotedFrom: [], hasReasonNotToPromote: true })).toEqual([]);
    expect(problemsOfProduction({}, { promotedFrom: undefined })).toEqual([]);
  });

  test("is not named beside a reason, and a reason is of production alone", () => {
    expect(problemsOfProduction({}, { promotedFrom: ["preview", "staging"], hasReasonNotToPromote: true })).toEqual([
      "notPromotedBecause: preview and staging came first, as promotedFrom says; remove one of both",
    ]);
    expect(problemsOf({}, { hasReasonNotToPromote: true })).toEqual([
      "notPromotedBecause: only a production environment says why; remove it, or set production: true",
    ]);
  });
});

describe("the entrance", () => {
  const missing = "missing, and a production environment answers on HTTPS alone; write the domain of";
  const delegated =
    "dns.zone.delegated: a production environment answers on HTTPS alone; remove it, and enter the name servers that the base stack shows in the parent zone before the runtime stack is applied";

  test("has a domain that is found, unless nothing is of the web", () => {
    const api = web({ routes: [{ paths: ["/api/*"] }] });
    expect(problemsOfProduction({ site, api }, { hasDns: false })).toEqual([`dns: ${missing} site and api`]);
    expect(problemsOfProduction({ site }, { waitsForDelegation: true })).toEqual([delegated]);
    const worker = { kind: "worker" };
    expect(problemsOfProduction({ worker }, { hasDns: false })).toEqual([]);
    expect(problemsOfProduction({ worker }, { waitsForDelegation: true })).toEqual([]);
  });

  test.each([{ agentToAgent: {} }, { routes: [{ host: "api.example.com" }] }])(
    "is asked for a domain once, by what needs one: %o",
    (settings) => {
      const services = { site, api: web({ routes: [{ paths: ["/api/*"] }], ...settings }), rest: web() };
      const asked = problemsOfProduction(services, { hasDns: false });
      expect(asked.filter((line) => /HTTPS|set dns/.test(line))).toHaveLength(1);
      expect(asked.join()).not.toContain(missing);
    },
  );
});

test("keeps what holds data", () => {
  expect(problemsOfProduction({}, { deletionProtection: false })).toEqual([
    "deletionProtection: a production environment keeps what holds data; remove it, or, to tear the environment down, take production away in a change before",
  ]);
  expect(problemsOfProduction({}, { deletionProtection: undefined })).toEqual([]);
});

test("runs two tasks of what is of the web, and keeps the logs of everything for a year", () => {
  const one = { scaling: { minimumTasks: 1 } };
  const services = {
    site: web(one),
    mailer: { kind: "worker", ...one },
    report: { kind: "job", logRetentionDays: 180 },
  };
  expect(problemsOfProduction(services, {})).toEqual([
    "services.site.scaling.minimumTasks: 1 task is in one zone alone, and the service ends with it; a production environment runs at least 2",
    "services.report.logRetentionDays: 180 days are too few in a production environment; use at least 365, or remove it",
  ]);
});

test("may use a database of production, which another may not", () => {
  const reader = { kind: "job", firestore: { database: "production" } };
  expect(problemsOfProduction({ reader }, {})).toEqual([]);
  expect(problemsOf({ reader }, {})).toHaveLength(1);
});
