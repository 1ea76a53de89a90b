import fc from "fast-check";
import { expect, test } from "vitest";
import {
  internalFacts,
  jobFacts,
  planOf,
  queueFacts,
  serviceIn,
  webFacts,
  workerFacts,
} from "../../test/helpers/plan-facts";
import type { ServiceFacts } from "./facts";

const queueNames = ["orders", "image-tasks", "mails"] as const;
const internalNames = ["prices", "stock-levels"] as const;
const queues = Object.fromEntries(queueNames.map((name) => [name, queueFacts]));
const internals = Object.fromEntries(internalNames.map((name) => [name, internalFacts()]));
const subject = (settings: ServiceFacts) =>
  serviceIn(planOf({ ...internals, subject: settings }, { queues }), "subject");
const uses = fc.subarray<string>([...queueNames, ...internalNames]);
const user = fc.oneof(
  uses.map((used) => webFacts({ uses: used })),
  uses.map((used) => internalFacts({ uses: used })),
  uses.map((used) => jobFacts({ uses: used })),
  fc
    .tuple(uses, fc.option(fc.constantFrom(...queueNames), { nil: undefined }))
    .map(([used, consumes]) => workerFacts({ uses: used, consumes })),
);

test("gives the container the address of everything that it names", () => {
  fc.assert(
    fc.property(user, (settings) => {
      const environment = subject(settings).task.containers[0]?.environment ?? {};
      const named = [...settings.uses, ...("consumes" in settings ? [settings.consumes ?? []].flat() : [])];
      for (const name of named) {
        const beginning = name.toUpperCase().replace("-", "_");
        const isQueue = queueNames.some((queue) => queue === name);
        expect(environment).toHaveProperty(
          `${beginning}_${isQueue ? "QUEUE_URL" : "URL"}`,
          isQueue
            ? `https://sqs.eu-central-1.amazonaws.com/210987654321/shop-${name}`
            : `http://${name}.shop.internal:8080`,
        );
      }
      expect(Object.keys(environment).filter((variable) => variable.endsWith("_URL"))).toHaveLength(
        new Set(named).size,
      );
    }),
  );
});

test("lets the program's role send to the queues that it uses, and work on the one that it consumes alone", () => {
  fc.assert(
    fc.property(user, (settings) => {
      const statements = subject(settings).role.statements;
      const on = (action: string) =>
        statements
          .filter(({ actions }) => actions.includes(action))
          .flatMap(({ resources }) => resources)
          .sort();
      const arnsOf = (names: readonly string[]) =>
        names.map((name) => `arn:aws:sqs:eu-central-1:210987654321:shop-${name}`).sort();
      expect(on("sqs:SendMessage")).toEqual(
        arnsOf(settings.uses.filter((name) => queueNames.some((queue) => queue === name))),
      );
      const consumed = "consumes" in settings && settings.consumes !== undefined ? [settings.consumes] : [];
      expect(on("sqs:ReceiveMessage")).toEqual(arnsOf(consumed));
      expect(on("sqs:DeleteMessage")).toEqual(arnsOf(consumed));
      const sids = statements.map(({ sid }) => sid);
      expect(new Set(sids).size).toBe(sids.length);
    }),
  );
});

test("opens a way to each internal service on both sides, and to a queue none beside HTTPS", () => {
  fc.assert(
    fc.property(user, (settings) => {
      const plan = planOf({ ...internals, subject: settings }, { queues });
      for (const name of internalNames) {
        const isUsed = settings.uses.includes(name);
        expect(serviceIn(plan, name).placement.portGroup?.from).toEqual(
          isUsed ? [{ description: "Service subject", peer: { service: "subject" } }] : undefined,
        );
      }
      expect(serviceIn(plan, "subject").placement.securityGroup.egress.filter(({ port }) => port !== 443)).toEqual(
        settings.uses
          .filter((name) => name in internals)
          .map((service) => expect.objectContaining({ port: 8080, to: { service } })),
      );
    }),
  );
});

test("leaves what the starting of a task may do as it is", () => {
  const statements = subject(workerFacts({ consumes: "orders", uses: ["mails"] })).executionRole?.statements ?? [];
  expect(statements.flatMap(({ actions }) => actions).filter((action) => action.startsWith("sqs:"))).toEqual([]);
});
