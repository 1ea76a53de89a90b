import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { z } from "zod";
import { type FixtureName, placeFixture } from "./helpers/fixtures";
import { ProjectCopy } from "./helpers/project-copy";
import { SlipwayRun } from "./helpers/rehearsal-run";

const resultSchema = z.object({
  steps: z.array(z.object({ title: z.string(), outcome: z.string(), reasons: z.array(z.string()) })),
});

interface Rehearsed {
  readonly fixture: FixtureName;
  readonly environment: string;
}

const rehearsed: readonly Rehearsed[] = [
  { fixture: "kinds", environment: "preview" },
  { fixture: "inside", environment: "acceptance" },
  { fixture: "blue-green", environment: "live" },
];

/** Nobody accepts a risk for them: what their scans find is by design. */
test.concurrent.for(rehearsed)(
  "$fixture is applied, planned again, read back and destroyed with nothing left",
  async ({ fixture, environment }, { expect, onTestFinished }) => {
    const project = new ProjectCopy(["emulator"]);
    onTestFinished(() => project.dispose());
    placeFixture(fixture, project.folder);
    writeFileSync(project.path("config/accepted-risks.yaml"), "acceptedRisks: []\n");
    const args = ["rehearse", environment, "--json"];
    const { stdout, leftOver } = await new SlipwayRun(args, { folder: project.folder }).end();
    const { steps } = resultSchema.parse(JSON.parse(stdout));
    expect(steps.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
    expect(steps.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["terraform plan again: no changes", "read the resources back", "nothing is left"]),
    );
    expect(leftOver).toEqual([]);
  },
);
