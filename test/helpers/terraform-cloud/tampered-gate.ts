import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { gateFacts } from "../../../delivery/gate/facts";
import type { GateCheck } from "../../../delivery/gate/proof";
import { aToolbox } from "../../../running/tools/testing/temporary-toolbox";
import { anAccount, anEnvironment } from "../environments";
import type { TeamAccess, VariableSet } from "./organization-tables";
import { trustingFetch } from "./trusting-fetch";
import { organization, type Server, startServer, teams } from "./workspace-rig";

const environment = anEnvironment({}, anAccount({ terraformCloud: { organization, teams } }));

/** What the server says to a question, by the path that is asked. */
type Answer = (path: string, real: () => Promise<Response>) => Promise<Response>;

/** The server hides what is at some paths, or refuses it. */
export function answers(status: number, paths: RegExp): Answer {
  return async (path, real) => (paths.test(path) ? new Response("{}", { status }) : real());
}

/** The server tells less or more of what is at some paths. */
export function telling(paths: RegExp, change: (text: string) => string): Answer {
  return async (path, real) => {
    const response = await real();
    return paths.test(path) ? new Response(change(await response.text()), { status: response.status }) : response;
  };
}

/** What takes the gate away, and what has to be said of it. */
export interface WayAround {
  readonly check: GateCheck;
  readonly verdict: "broken" | "unproven";
  readonly says: string;
  readonly tamper?: (server: Server) => void;
  readonly answer?: Answer;
  /** Whose token asks. */
  readonly team?: string;
}

/** One server for all tests of a file, whose tables are put back after each. */
export function tamperedGate() {
  let server: Server;
  let untouched: Server["tables"];
  beforeAll(async () => {
    server = await startServer();
    expect(await server.correct({ yes: true })).toMatchObject({ outcome: "changed" });
    untouched = structuredClone(server.tables);
  });
  afterAll(() => server.stop());
  afterEach(() => void Object.assign(server.tables, structuredClone(untouched)));

  /** What a check says in the pipeline. */
  async function proofOf(check: GateCheck, team = "pipeline", answer: Answer = (_, real) => real()) {
    const { hostname, certificate } = server.standIn;
    const secret = server.standIn.addToken(organization, team);
    const variables = { TF_CLOUD_HOSTNAME: hostname, [`TF_TOKEN_${hostname}`]: secret, CI: "true", HOME: "/nowhere" };
    const real = trustingFetch(certificate.certificate);
    const fetch: typeof real = (input, init) => answer(new URL(String(input)).pathname, () => real(input, init));
    const proof = await check.prove(gateFacts(environment, aToolbox({ environment: variables }), fetch));
    const { verdict } = proof;
    return { verdict, text: verdict === "broken" ? proof.breaches.map(({ what }) => what).join("\n") : proof.because };
  }

  return {
    server: () => server,
    proofOf,
    isAround: (ways: Readonly<Record<string, WayAround>>) => {
      test.each(Object.entries(ways))("is not proven with %s", async (_, { check, verdict, says, ...way }) => {
        way.tamper?.(server);
        expect(await proofOf(check, way.team, way.answer)).toEqual({ verdict, text: expect.stringContaining(says) });
      });
    },
  };
}

export function staging({ workspaceNamed }: Server) {
  return workspaceNamed("staging");
}

export function addSet(
  { tables }: Server,
  values: Readonly<Record<string, string>>,
  further: Partial<VariableSet> = {},
): void {
  const name = further.name ?? "AWS";
  const variables = Object.entries(values).map(([key, value]) => ({
    ...{ id: `var-${name}-${key}`, key, value, category: "env", description: "" },
    ...{ sensitive: false, hcl: false },
  }));
  const scope = { isGlobal: false, workspaceIds: [], projectIds: [], isPriority: false };
  tables.variableSets.push({ id: `varset-${name}`, organization, name, ...scope, variables, ...further });
}

export function give({ tables }: Server, rights: Readonly<Record<string, boolean>>): void {
  for (const team of tables.teams) if (team.name === "pipeline") team.organizationAccess = rights;
}

function pipelineId({ tables }: Server): string {
  return tables.teams.find(({ name }) => name === "pipeline")?.id ?? "";
}

export function inProject(server: Server, access: "write" | "maintain" | "custom", custom?: { runs: "apply" }): void {
  const { projectId } = staging(server);
  server.tables.teamProjects.push({ id: "tprj-1", teamId: pipelineId(server), projectId, access, custom });
}

/** Its access to the runtime's workspace. */
export function custom(server: Server, rights: NonNullable<TeamAccess["custom"]>): void {
  const { id } = staging(server);
  for (const granted of server.tables.teamAccess) {
    if (granted.teamId !== pipelineId(server) || granted.workspaceId !== id) continue;
    Object.assign(granted, { access: "custom", custom: { runs: "plan", variables: "read", ...rights } });
  }
}
