import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { onTestFinished } from "vitest";
import type { Purpose } from "../../../delivery/schedule/due";
import { runWhatIsDue, type ScheduledEnvironment } from "../../../delivery/schedule/scheduled-run";
import { nothing } from "../../../delivery/terraform-cloud/client";
import { configurationArchive } from "../../../delivery/terraform-cloud/configuration";
import { createRun } from "../../../delivery/terraform-cloud/create-run";
import { runMessage } from "../../../delivery/terraform-cloud/run-message";
import { weekdays as schedule } from "../weekdays";
import { aRunServer, runRequest } from "./run-rig";
import { RuntimeEngine } from "./runtime-engine";

export const at = (text: string) => Temporal.Instant.from(text);
export const saturday = at("2026-11-28T11:00:00-08:00");
export const monday = at("2026-11-30T08:00:00-08:00");

/** A server with the workspace of one runtime, a person, and the token that is exempt there. */
export async function aScheduleRig() {
  const engine = new RuntimeEngine();
  const server = await aRunServer({ engine });
  const { standIn, stackWorkspace, person } = server;
  standIn.addTeam(stackWorkspace.organization, "scheduled");
  grantCustom(server, { runs: "apply", variables: "none" });
  const rig = {
    ...server,
    engine,
    clock: saturday,
    override: undefined as Temporal.Instant | undefined,
    json: "{}",
    exempt: server.clientOf("scheduled"),
    environment: (): ScheduledEnvironment => ({
      name: "dev",
      runtimeStack: stackWorkspace.stack,
      terraformCloud: { organization: stackWorkspace.organization },
      schedule,
      client: rig.exempt,
      now: () => rig.clock,
      overriddenUntil: async () => rig.override,
    }),
    /** What `purpose` is made from, of the folder as it is now. */
    request: async (verb: Purpose | "run") => ({
      ...runRequest({ message: runMessage(verb, "dev", undefined), isDestroy: verb === "teardown" }),
      configuration: await configurationArchive(folderWith(rig.json)),
    }),
    run: () => runWhatIsDue(rig.environment(), { request: rig.request, timeoutSeconds: 20, note: () => {} }),
    /** A run of the pipeline's or a person's that a person confirms. */
    approved: async (verb: Purpose | "run" = "run") => {
      const { id } = await createRun(person, stackWorkspace, await rig.request(verb));
      await standIn.settled();
      await person.post(`/runs/${id}/actions/apply`, {}, nothing);
      await standIn.settled();
    },
    newest: () => {
      const [run] = server.runs();
      if (run === undefined) throw new Error("there is no run");
      return run;
    },
  };
  return rig;
}

function grantCustom(
  { standIn, workspace }: Awaited<ReturnType<typeof aRunServer>>,
  custom: { readonly runs: "apply" | "plan"; readonly variables: "none" | "write" },
): void {
  const { teams, teamAccess } = standIn.database.tables;
  const team = teams.find(({ name }) => name === "scheduled");
  teamAccess.push({ id: "tws-1", teamId: team?.id ?? "", workspaceId: workspace.id, access: "custom", custom });
}

function folderWith(json: string): string {
  const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "cdk.tf.json"), json);
  return folder;
}
