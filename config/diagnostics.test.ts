import { expect, test } from "vitest";
import { ConfigurationError, type Fault, formatFault, formatPath } from "./diagnostics";

const fault: Fault = {
  file: "config/environments/staging.yaml",
  position: { line: 14, column: 18 },
  path: ["services", "agent", "size", "memoryMiB"],
  message: "3000 is not allowed",
};

test("a fault reads FILE:LINE:COLUMN PATH: MESSAGE, as editors link it", () => {
  expect(formatFault(fault)).toBe(
    "config/environments/staging.yaml:14:18 services.agent.size.memoryMiB: 3000 is not allowed",
  );
});

test("a fault of a whole file has no path, and one of a folder no line", () => {
  expect(formatFault({ ...fault, path: [] })).toBe("config/environments/staging.yaml:14:18 3000 is not allowed");
  expect(formatFault({ file: "config/environments", path: [], message: "there is no YAML file" })).toBe(
    "config/environments: there is no YAML file",
  );
});

test.each([
  [["network", "subnets", 1, "cidr"], "network.subnets[1].cidr"],
  [["tags", "cost center"], 'tags["cost center"]'],
  [["tags", 'a"\n'], 'tags["a\\"\\n"]'],
  [["tags", "a.b"], 'tags["a.b"]'],
  [["services", "web-api"], "services.web-api"],
  [["AKIAIOSFODNN7EXAMPLE", "a"], "[not shown].a"],
])("the path %j reads %s", (path, text) => {
  expect(formatPath(path)).toBe(text);
});

test("faults are sorted by file, line, column and path", () => {
  const at = (file: string, line: number, column: number, path = "a"): Fault => ({
    file,
    position: { line, column },
    path: [path],
    message: "m",
  });
  const { faults, message } = new ConfigurationError([
    at("b", 1, 1),
    at("a", 10, 1),
    at("a", 9, 12),
    at("a", 9, 2, "z"),
    at("a", 9, 2, "b"),
    { file: "a", path: [], message: "n" },
    { file: "a", path: [], message: "m" },
  ]);
  expect(message.split("\n")).toEqual([
    "a: m",
    "a: n",
    "a:9:2 b: m",
    "a:9:2 z: m",
    "a:9:12 a: m",
    "a:10:1 a: m",
    "b:1:1 a: m",
  ]);
  expect(faults).toHaveLength(7);
});

test("a credential in a message is left out, whoever wrote the message", () => {
  const leaking = { ...fault, message: "the role staging-AKIAIOSFODNN7EXAMPLE-task is taken" };
  const error = new ConfigurationError([leaking]);
  expect(error.message).toContain("the role staging-[not shown]-task is taken");
  expect(error.faults[0]?.message).not.toContain("AKIA");
});
