import { describe, expect, test } from "vitest";
import {
  accountYaml,
  configurationFolder,
  environmentYaml,
  stagingFolder,
  withPart,
} from "../test/helpers/configuration-folder";
import { check, checkCommand } from "./check";

const dns = "dns: { domain: staging.example.com, zone: { name: example.com } }\n";
const faulty = withPart(environmentYaml, "memoryMiB: 1024", "memoryMiB: 3000");
const fault =
  "services.agent.size.memoryMiB: 3000 is not a Fargate memory size for 512 CPU units; use 1024, 2048, 3072 or 4096";

function run(root: string, { name, json = false }: { readonly name?: string; readonly json?: boolean } = {}) {
  const written = { stdout: "", stderr: "" };
  const exitCode = check(
    { root, name, json },
    {
      write: (text) => {
        written.stdout += text;
      },
      writeError: (text) => {
        written.stderr += text;
      },
    },
  );
  return { exitCode, ...written };
}

test("names each file that is sound", () => {
  expect(run(stagingFolder(environmentYaml))).toEqual({
    exitCode: 0,
    stdout: "config/accounts/shop.yaml: ok\nconfig/environments/staging.yaml: ok\n",
    stderr: "",
  });
});

test("warns of plain HTTP, and passes", () => {
  const { exitCode, stderr } = run(stagingFolder(withPart(environmentYaml, dns, "")));
  expect(exitCode).toBe(0);
  expect(stderr).toBe(
    "warning: staging answers on plain HTTP only, and refuses agent-to-agent calls: it has no domain; set dns.domain\n",
  );
});

test("shows the faults alone, and fails", () => {
  expect(run(stagingFolder(faulty))).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: `config/environments/staging.yaml:11:18 ${fault}\n1 fault; nothing was written\n`,
  });
  const twice = withPart(faulty, "monthlyUsd: 450", "monthlyUsd: 0");
  expect(run(stagingFolder(twice)).stderr).toContain("\n2 faults; nothing was written\n");
});

test("of one environment leaves others alone", () => {
  const root = configurationFolder({
    "config/accounts/shop.yaml": accountYaml,
    "config/environments/staging.yaml": environmentYaml,
    "config/environments/broken.yaml": "",
  });
  expect(run(root, { name: "staging" }).exitCode).toBe(0);
  expect(run(root).exitCode).toBe(1);
});

describe("as JSON", () => {
  test("holds files and warnings", () => {
    const { exitCode, stdout, stderr } = run(stagingFolder(environmentYaml), { json: true });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual({
      files: ["config/accounts/shop.yaml", "config/environments/staging.yaml"],
      warnings: [],
      faults: [],
    });
  });

  test("holds each fault in parts, and no credential", () => {
    const { exitCode, stdout } = run(stagingFolder(withPart(faulty, "budget:", "AKIAIOSFODNN7EXAMPLE: 1\nbudget:")), {
      json: true,
    });
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain("AKIAIOSFODNN7EXAMPLE");
    expect(JSON.parse(stdout).faults[0]).toEqual({
      file: "config/environments/staging.yaml",
      line: 11,
      column: 18,
      path: "services.agent.size.memoryMiB",
      message: fault.replace(/^[^:]*: /, ""),
    });
  });
});

test("anything but a fault of the configuration is not its business", () => {
  expect(() => run("\u0000")).toThrow();
});

test("is registered with a name that may be left out", () => {
  const command = checkCommand();
  expect(command.name()).toBe("check");
  expect(command.usage()).toBe("[options] [name]");
});
