import { expect, test } from "vitest";
import { anAccount, anEnvironment } from "../../test/helpers/environments";
import { aPastRun } from "../../test/helpers/terraform-cloud/past-run";
import { aServer, organization } from "../../test/helpers/terraform-cloud/workspace-rig";
import { isTornDownBySchedule } from "./torn-down";

const schedule = { timezone: "UTC", start: "Mon-Fri 08:00", stop: "Mon-Fri 20:00", weekend: "teardown" } as const;
const account = anAccount({ terraformCloud: { organization } });
const scheduled = anEnvironment({ schedule }, account);

const applied = { id: "run-1", status: "applied", message: "slipway run staging" } as const;
const taken = { id: "run-2", status: "applied", message: "slipway teardown staging [cv-1]", isDestroy: true } as const;

type Past = Parameters<typeof aPastRun>[0];

async function isTornDown(runs: readonly Omit<Past, "workspaceId">[], environment = scheduled): Promise<boolean> {
  const { standIn, person, fetch } = await aServer();
  const { id: workspaceId } = standIn.addWorkspace(organization, "staging");
  for (const run of runs) standIn.database.tables.runs.push(aPastRun({ ...run, workspaceId }));
  const variables = { TF_CLOUD_HOSTNAME: standIn.hostname, HOME: "/nowhere", [`TF_TOKEN_${standIn.hostname}`]: person };
  return isTornDownBySchedule(environment, variables, fetch);
}

test.each([
  ["its schedule has destroyed it", [applied, taken], true],
  ["it runs", [applied], false],
  ["it is back", [taken, { ...applied, id: "run-3", message: "slipway return staging [cv-1]" }], false],
  ["a person has destroyed it", [applied, { ...taken, message: "bye" }], false],
  ["the schedule of another has", [applied, { ...taken, message: "slipway teardown production [cv-1]" }], false],
  [
    "its teardown has failed half-way",
    [applied, { ...taken, status: "errored", timestamps: { applying: "2026-11-21T00:00:00Z" } }],
    false,
  ],
  ["its teardown waits", [applied, { ...taken, status: "planned" }], false],
  ["nothing was ever applied", [], false],
])("where %s", async (_, runs, expected) => {
  expect(await isTornDown(runs)).toBe(expected);
});

test("asks nobody of an environment that is never torn down", async () => {
  expect(await isTornDownBySchedule(anEnvironment({}, account), {})).toBe(false);
});
