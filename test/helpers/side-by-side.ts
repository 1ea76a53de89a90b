import { expect } from "vitest";
import { z } from "zod";
import { type RunOptions, SlipwayRun } from "./rehearsal-run";

const resultsSchema = z.array(
  z.object({
    environment: z.string(),
    steps: z.array(z.object({ title: z.string(), outcome: z.string(), reasons: z.array(z.string()) })),
    roles: z.array(z.object({ role: z.string(), calls: z.number(), denied: z.array(z.string()) })),
    scan: z.object({ findings: z.array(z.unknown()), accepted: z.array(z.unknown()) }),
  }),
);

/** Made side by side in one account, each under its own roles, without a finding or an accepted risk, and nothing is left. */
export async function expectCleanSideBySide(environments: readonly string[], options: RunOptions = {}): Promise<void> {
  const { exitCode, stdout, leftOver } = await new SlipwayRun(["rehearse", ...environments, "--json"], options).end();
  const results = resultsSchema.parse(JSON.parse(stdout));
  const [first] = results;
  expect(first?.steps.filter(({ outcome }) => outcome !== "passed")).toEqual([]);
  expect(first?.steps.map(({ title }) => title)).toEqual(
    expect.arrayContaining([
      "terraform plan again: no changes",
      "read the resources back",
      "nothing is left",
      "every call was allowed to its role",
    ]),
  );
  expect(results.map(({ environment }) => environment)).toEqual(environments);
  for (const { environment, roles, scan } of results) {
    expect(roles.find(({ role }) => role.endsWith(`-${environment}-apply`))?.calls).toBeGreaterThan(100);
    expect(roles.flatMap(({ denied }) => denied)).toEqual([]);
    expect(scan).toMatchObject({ findings: [], accepted: [] });
  }
  expect({ exitCode, leftOver }).toEqual({ exitCode: 0, leftOver: [] });
}
