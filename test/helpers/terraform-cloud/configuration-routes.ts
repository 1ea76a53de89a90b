import { z } from "zod";
import { newId } from "./database";
import { existing, notFound, one, type Resource } from "./json-api";
import { created, ok, type Route, route, type Server } from "./route";
import type { ConfigurationVersion } from "./run-tables";
import { sent } from "./sent";

const versionSchema = z.object({
  speculative: z.boolean().default(false),
  "auto-queue-runs": z.boolean().default(true),
});

/** What runs are made of; where it is uploaded to is told only when it is made. */
export function configurationRoutes({ database, origin }: Server): readonly Route[] {
  const { tables } = database;
  const workspaceOf = (id: string | undefined) => tables.workspaces.find((workspace) => workspace.id === id);
  return [
    route.post("/workspaces/:workspace/configuration-versions", ({ parameters, body }, caller) => {
      const workspace = caller.must(workspaceOf(parameters.workspace), "plan");
      const { speculative, "auto-queue-runs": autoQueueRuns } = sent(body, versionSchema).attributes;
      const id = newId("cv");
      const version = { id, workspaceId: workspace.id, speculative, autoQueueRuns, status: "pending" as const };
      tables.configurationVersions.push(version);
      return created(one(versionResource(version, `${origin()}/archivist/${id}.tar.gz`)));
    }),
    route.get("/configuration-versions/:version", ({ parameters }, caller) => {
      const version = existing(tables.configurationVersions.find(({ id }) => id === parameters.version));
      caller.must(workspaceOf(version.workspaceId), "read");
      return ok(one(versionResource(version)));
    }),
    // Configuration Versions API, "Download Configuration Files": a temporary address, to which it redirects.
    route.get("/configuration-versions/:version/download", ({ parameters }, caller) => {
      const version = existing(tables.configurationVersions.find(({ id }) => id === parameters.version));
      caller.must(workspaceOf(version.workspaceId), "read");
      if (version.status !== "uploaded") throw notFound();
      return { status: 302, headers: { location: `${origin()}/archivist/${version.id}.tar.gz` } };
    }),
  ];
}

/** Documentation, Configuration Versions API: `error` and `error-message` are null unless it has errored. */
function versionResource(version: ConfigurationVersion, uploadUrl?: string): Resource {
  const { id, status, speculative, autoQueueRuns } = version;
  const isErrored = status === "errored";
  const attributes = {
    status,
    speculative,
    "auto-queue-runs": autoQueueRuns,
    provisional: false,
    source: "tfe-api",
    error: isErrored ? "invalid_archive" : null,
    "error-message": isErrored ? "The archive could not be unpacked" : null,
  };
  return {
    id,
    type: "configuration-versions",
    attributes: uploadUrl === undefined ? attributes : { ...attributes, "upload-url": uploadUrl },
  };
}
