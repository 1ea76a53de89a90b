import { expect, test } from "vitest";
import { problemsOf } from "../../test/helpers/rule-problems";
import { mountPathProblem } from "./volume-rules";

const facts = { resources: { queues: [], volumes: ["files", "papers"] } };
const store = { kind: "internal", volumes: { files: "/data", papers: "/papers" } };

test("takes a volume that one service writes as one task", () => {
  expect(problemsOf({ store: { ...store, scaling: { minimumTasks: 1, maximumTasks: 1 } } }, facts)).toEqual([]);
  expect(problemsOf({}, { ...facts, detachedVolumes: ["files", "papers"] })).toEqual([]);
});

test("refuses a second task, whatever the kind", () => {
  const scaling = { minimumTasks: 0, maximumTasks: 3 };
  expect(problemsOf({ store: { ...store, kind: "worker", scaling } }, facts)).toEqual([
    "services.store.scaling.maximumTasks: 3 tasks would write files and papers at once, and files that two programs write break; use 1, and let others read through this service, or keep what they share in a bucket",
  ]);
});

test("tells a service of the web in production who can keep it instead", () => {
  const production = { ...facts, production: true, hasReasonNotToPromote: true };
  expect(problemsOf({ store: { ...store, kind: "web", scaling: { minimumTasks: 2 } } }, production)).toEqual([
    "services.store.volumes: a production environment runs at least 2 tasks of kind web, and a volume has one writer; give it to a service of kind internal that this one uses",
  ]);
  expect(problemsOf({ store: { ...store, scaling: { minimumTasks: 1 } } }, production)).toEqual([]);
});

test.each(["/data", "/var/lib/chroma", "/a.b/c_d-e", "/temporary"])("%s is where a volume can be mounted", (path) => {
  expect(mountPathProblem(path)).toBeUndefined();
});

test.each(["data", "", "/", "/data/", "//data", "/data/../etc", "/..", "/a b", "/tmp", "/tmp/x"])(
  "%s is not",
  (path) => {
    expect(mountPathProblem(path)).toMatch(/use (an absolute|another) path/);
  },
);
