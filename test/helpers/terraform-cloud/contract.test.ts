import { expect, test } from "vitest";
import { breachesOf, type Exchanged } from "./contract";

function breaches(changes: Partial<Exchanged>) {
  const exchanged = { method: "GET", path: "/runs/run-1", query: new URLSearchParams(), request: undefined };
  return breachesOf({ ...exchanged, status: 200, answer: undefined, ...changes });
}

function run(attributes: object, relationships: object = {}) {
  return { data: { id: "run-1", type: "runs", attributes, relationships } };
}

test("an answer of attributes, values and relations that the service has is well", () => {
  const relationships = { workspace: { data: { id: "ws-1", type: "workspaces" } }, "confirmed-by": { data: null } };
  expect(breaches({ answer: run({ status: "planned", "target-addrs": null }, relationships) })).toEqual([]);
});

test("a status that only the documentation or go-tfe has is well", () => {
  expect(breaches({ answer: run({ status: "force_canceled" }) })).toEqual([]);
});

test.each([
  ["an attribute", run({ "resource-additions": 1 }), /attributes Unrecognized key: "resource-additions"/],
  ["a status", run({ status: "halted" }), /attributes\.status Invalid option/],
  ["a type", run({ "has-changes": "yes" }), /attributes\.has-changes .*expected boolean/],
  ["nothing where something has to be", run({ status: null }), /attributes\.status Invalid option/],
  ["a relation", run({}, { stage: { data: null } }), /relationships Unrecognized key: "stage"/],
  ["another type's id", run({}, { plan: { data: { id: "1", type: "plan" } } }), /relationships\.plan\.data\.type/],
  ["a secret that is only written", run({ comment: "x" }), /Unrecognized key: "comment"/],
])("an answer is held to the document: %s", (_, answer, breach) => {
  expect(breaches({ answer })).toEqual([expect.stringMatching(breach)]);
});

test("a request may set what is writable, and nothing else", () => {
  const created = { method: "POST", path: "/runs", status: 201 };
  expect(breaches({ ...created, request: run({ "plan-only": true, comment: "x" }) })).toEqual([]);
  expect(breaches({ ...created, request: run({ "created-at": "2026-01-01T00:00:00Z" }) })).toEqual([
    'the request POST /runs: data.attributes Unrecognized key: "created-at"',
  ]);
});

test("a status, a parameter and a path that the service does not know are told", () => {
  expect(breaches({ status: 201 })).toEqual(["GET /runs/{run_id} does not answer 201, but 200"]);
  expect(breaches({ query: new URLSearchParams("page[size]=1&filter[name]=x") })).toEqual([
    "GET /runs/{run_id} has no parameter filter[name]",
  ]);
  expect(breaches({ path: "/runs/run-1/nothing" })).toEqual([
    "GET /runs/run-1/nothing is not in the document, nor in the table of exceptions",
  ]);
  expect(breaches({ method: "POST", path: "/runs/run-1/actions/discard" })).toEqual([]);
});
