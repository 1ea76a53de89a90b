import { expect, test } from "vitest";
import { likelyChoice, suggestion } from "./suggestion";

const keys = ["cpuUnits", "memoryMiB", "port", "jwt", "dns"];

test.each([
  ["memoryMib", "memoryMiB"],
  ["memory_mib", "memoryMiB"],
  ["MEMORY-MIB", "memoryMiB"],
  ["memoryMB", "memoryMiB"],
  ["prot", "port"],
  ["jtw", "jwt"],
  ["dn", "dns"],
])("%s was probably meant as %s", (written, meant) => {
  expect(likelyChoice(written, keys)).toBe(meant);
});

test.each(["replicas", "p", "", "secrets", `port${" ".repeat(200)}`])("%j resembles nothing", (written) => {
  expect(likelyChoice(written, keys)).toBeUndefined();
});

test("what resembles nothing is answered with all choices", () => {
  expect(suggestion("replicas", keys)).toBe("use cpuUnits, memoryMiB, port, jwt or dns");
  expect(suggestion("ports", keys)).toBe("did you mean port?");
  expect(likelyChoice("port", [])).toBeUndefined();
});
