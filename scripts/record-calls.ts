import { writeFileSync } from "node:fs";
import { z } from "zod";
import { fixture, fixtureNames, placeFixture } from "../test/helpers/fixtures";
import { lineOf } from "../test/helpers/iam/recorded-calls";
import { ProjectCopy } from "../test/helpers/project-copy";
import { SlipwayRun } from "../test/helpers/rehearsal-run";

const resultSchema = z.object({
  calls: z.array(
    z.object({
      role: z.string(),
      action: z.string(),
      resources: z.array(z.string()),
      context: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    }),
  ),
});

type FixtureName = (typeof fixtureNames)[number];

/** Rehearses every fixture, and writes down what the delivery's roles called: tests see by it that no right can be taken away. */
async function main(): Promise<void> {
  const recorded = await Promise.all(fixtureNames.map(async (name) => [name, await callsOf(name)] as const));
  const text = JSON.stringify(Object.fromEntries(recorded), null, 2);
  writeFileSync("test/helpers/iam/recorded-calls.json", `${text}\n`);
}

async function callsOf(name: FixtureName): Promise<Readonly<Record<string, readonly string[]>>> {
  const project = new ProjectCopy(["emulator"]);
  try {
    placeFixture(name, project.folder);
    writeFileSync(project.path("config/accepted-risks.yaml"), "acceptedRisks: []\n");
    const lines = new Map<string, Set<string>>();
    for (const { name: environment } of fixture(name).environments) {
      const { stdout, stderr } = await new SlipwayRun(["rehearse", environment, "--json"], {
        folder: project.folder,
      }).end();
      process.stderr.write(stderr);
      for (const { role, ...call } of resultSchema.parse(JSON.parse(stdout)).calls) {
        lines.set(role, (lines.get(role) ?? new Set()).add(lineOf(call)));
      }
    }
    return Object.fromEntries([...lines].sort().map(([role, ofRole]) => [role, [...ofRole].sort()]));
  } finally {
    project.dispose();
  }
}

void main();
