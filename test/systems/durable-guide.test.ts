import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";

/** The troubleshooting guide of the design document, line by line. */
const guide = {
  "Container Won't Start": [
    "Check CloudWatch logs",
    "Verify health check endpoints",
    "Ensure correct port mappings",
    "Check environment variables",
  ],
  "High Costs": [
    "Review Fargate task sizes",
    "Check data transfer costs",
    "Optimize container images",
    "Use spot instances for dev",
  ],
  "Deployment Failures": [
    "Check GitHub Actions logs",
    "Verify AWS permissions",
    "Ensure ECR repositories exist",
    "Check task definition syntax",
  ],
};

const troubleshooting = readFileSync("docs/troubleshooting.md", "utf8");
const manualSteps = readFileSync("docs/manual-steps.md", "utf8");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync("package.json", "utf8")));

function rows(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| --"))
    .map((line) => line.slice(2, -2).split(" | "));
}

function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]*)`/g)].map(([, words = ""]) => words.replaceAll("\n", " "));
}

test.each(Object.entries(guide))("has a command for each line of: %s", (heading, lines) => {
  const [, section = ""] = troubleshooting.split(`## ${heading}\n`);
  const [, ...answers] = rows(section.split("\n## ")[0] ?? "");
  expect(answers.map(([line]) => line)).toEqual(lines);
  for (const [, command, says] of answers)
    expect([command, says]).toEqual([expect.stringMatching(/^`.+`$/), expect.any(String)]);
});

describe("a command that is named", () => {
  const commands = [...new Set([troubleshooting, manualSteps].flatMap(quoted).filter((words) => words.includes(" ")))];
  const named = (pattern: RegExp) => commands.flatMap((command) => [...command.matchAll(pattern)]);

  test.each(named(/npx slipway ([a-z-]+)(.*)/g).map(([, verb = "", rest = ""]) => ({ verb, rest })))(
    "slipway $verb is there, with the options of: $rest",
    ({ verb, rest }) => {
      expect(readFileSync("cli/main.ts", "utf8")).toContain(`"./${verb}"`);
      const source = readFileSync(`cli/${verb}.ts`, "utf8");
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(source).toContain(`"${option}`);
    },
  );

  test.each(named(/npm run ([a-z:]+)/g).map(([, script = ""]) => script))("npm run %s is there", (script) => {
    expect(scripts[script]).toBeDefined();
  });

  test("is one that somebody has: no other program is asked for", () => {
    const programs = commands.map((command) => command.split(" ")[0]).filter((word) => /^[a-z$]/i.test(word ?? ""));
    const known = ["$EDITOR", "aws", "gh", "npm", "npx", "spotPercent:"];
    expect([...new Set(programs)].filter((program) => !known.includes(String(program)))).toEqual([]);
  });
});

test("each manual step says who, by which command, and why no machine does it", () => {
  const [, ...steps] = rows(manualSteps);
  expect(steps.map(([number]) => number)).toEqual(steps.map((_, index) => String(index + 1)));
  for (const [, ...cells] of steps) {
    expect(cells).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/^`.+`$/), expect.stringMatching(/\w/)]);
  }
});
