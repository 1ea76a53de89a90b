import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fakeProgram } from "../../running/tools/testing/fake-program";
import { temporaryFolder } from "../../running/tools/testing/temporary-toolbox";
import { findBun } from "./bun";

/** Programs of `node_modules` by their path, as npm leaves them. */
function projectWith(programs: Readonly<Record<string, string>>): string {
  const root = temporaryFolder();
  for (const [path, script] of Object.entries(programs)) {
    fakeProgram(join(root, "node_modules", path, "bin"), "bun", script);
  }
  return root;
}

describe("Bun", () => {
  test("is in the package of the platform where npm ran no install script", () => {
    const root = projectWith({ "@oven/bun-linux-x64": "echo 1.4.5", bun: "echo not installed >&2; exit 1" });
    expect(findBun(root)).toBe(join(root, "node_modules/@oven/bun-linux-x64/bin/bun"));
  });

  test("is in its own package where the install script has moved it", () => {
    const root = projectWith({ bun: "echo 1.4.5" });
    mkdirSync(join(root, "node_modules/@oven/bun-linux-x64/bin"), { recursive: true });
    expect(findBun(root)).toBe(join(root, "node_modules/bun/bin/bun"));
  });

  test("that is nowhere is named with the command that installs it", () => {
    expect(() => findBun(temporaryFolder())).toThrow("Bun is not in node_modules; install it with: npm ci");
  });
});
