import { readFileSync } from "node:fs";
import { z } from "zod";
import type { StateVersion } from "./database";
import { ApiError, existing, one, page, type Resource, to } from "./json-api";
import { created, ok, type Route, route, type Server } from "./route";
import { sent } from "./sent";

const newStateSchema = z.object({ state: z.base64().optional() });

const stateSchema = z.object({
  outputs: z
    .record(z.string(), z.object({ value: z.unknown(), type: z.unknown(), sensitive: z.boolean().default(false) }))
    .default({}),
});

/** State versions and their outputs. */
export function stateRoutes({ database, queue, origin }: Server): readonly Route[] {
  const { tables } = database;
  const workspaceOf = (id: string | undefined) => tables.workspaces.find((workspace) => workspace.id === id);
  const stateOf = (version: StateVersion) =>
    stateSchema.parse(JSON.parse(readFileSync(database.object(`${version.id}.tfstate`), "utf8")));
  const outputs = (version: StateVersion): readonly Resource[] =>
    Object.entries(stateOf(version).outputs).map(([name, { value, type, sensitive }]) => ({
      id: `wsout-${version.id}-${name}`,
      type: "state-version-outputs",
      attributes: { name, value: sensitive ? null : value, type: String(type), "detailed-type": type, sensitive },
    }));

  function versionResource(version: StateVersion): Resource {
    const { id, serial, lineage, createdAt, runId } = version;
    const url = `${origin()}/archivist/${id}.tfstate`;
    return {
      id,
      type: "state-versions",
      attributes: {
        serial,
        lineage,
        "created-at": createdAt,
        status: "finalized",
        "resources-processed": true,
        "hosted-state-download-url": url,
      },
      relationships: {
        run: to("runs", runId),
        outputs: { data: outputs(version).map((output) => ({ id: output.id, type: output.type })) },
      },
    };
  }

  return [
    // Without an upload of its own, the state comes in the document, as older clients send it.
    route.post("/workspaces/:workspace/state-versions", ({ parameters, body }, caller) => {
      const workspace = caller.must(workspaceOf(parameters.workspace), "write");
      if (workspace.lockedBy !== caller.token.userName) throw new ApiError(409, "conflict", "Lock the workspace first");
      const { state } = sent(body, newStateSchema).attributes;
      if (state === undefined) throw new ApiError(422, "invalid attribute", "State is missing");
      const id = queue.store(workspace.id, Buffer.from(state, "base64").toString("utf8"));
      return created(one(versionResource(existing(tables.stateVersions.find((version) => version.id === id)))));
    }),
    route.get("/workspaces/:workspace/current-state-version", ({ parameters }, caller) => {
      const workspace = caller.must(workspaceOf(parameters.workspace), "read");
      return ok(one(versionResource(existing(database.currentState(workspace.id)))));
    }),
    route.get("/workspaces/:workspace/current-state-version-outputs", ({ parameters }, caller) => {
      const workspace = caller.must(workspaceOf(parameters.workspace), "read");
      return ok(page(outputs(existing(database.currentState(workspace.id)))));
    }),
    route.get("/state-versions/:version", ({ parameters }, caller) => {
      const version = existing(tables.stateVersions.find(({ id }) => id === parameters.version));
      caller.must(workspaceOf(version.workspaceId), "read");
      return ok(one(versionResource(version)));
    }),
    route.get("/state-versions/:version/outputs", ({ parameters }, caller) => {
      const version = existing(tables.stateVersions.find(({ id }) => id === parameters.version));
      caller.must(workspaceOf(version.workspaceId), "read");
      return ok(page(outputs(version)));
    }),
  ];
}
