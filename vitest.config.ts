import { defineConfig } from "vitest/config";
import LongestFirst from "./scripts/longest-tests-first.ts";

const endToEnd = "**/*.e2e.test.ts";
const proofs = "**/*.proof.test.ts";
const elsewhere = ["**/node_modules/**", "cdktf.out/**", ".slipway/**"];

/** Says that a test hangs, and nothing about how fast a busy machine is. */
const hangs = { testTimeout: 1_800_000, hookTimeout: 1_800_000 };

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [endToEnd, proofs, ...elsewhere],
          ...hangs,
          // Test files share what they import, as none changes it; loading cdktf for each would take the longest.
          isolate: false,
          pool: "threads",
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: [endToEnd],
          exclude: elsewhere,
          ...hangs,
        },
      },
      {
        extends: true,
        test: {
          name: "proof",
          include: [proofs],
          exclude: elsewhere,
          ...hangs,
        },
      },
    ],
    // A condition that comes late on a busy machine has come.
    expect: { poll: { timeout: 20_000 } },
    // More than two cores have: rehearsals wait for the provider's own sleeps.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // As in cli/main.ts: Node 20 is supported here.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    coverage: {
      provider: "v8",
      reporter: "text-summary",
      include: [
        "app.ts",
        "{capabilities,checks,cli,config,constructs,delivery,functions,model,rehearsal,running,stacks}/**/*.ts",
      ],
      thresholds: {
        statements: 70,
        branches: 70,
        functions: 70,
        lines: 70,
        "config/**": { statements: 90, branches: 90, functions: 90, lines: 90 },
        "{checks,constructs,model,stacks}/**": { statements: 90, branches: 85, functions: 90, lines: 90 },
      },
    },
  },
});
