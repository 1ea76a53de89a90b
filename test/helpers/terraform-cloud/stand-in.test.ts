import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { nothing, terraformCloudClient } from "../../../delivery/terraform-cloud/client";
import { countingEngine } from "./counting-engine";
import { newId } from "./database";
import { type Fault, faults } from "./faults";
import { TerraformCloudStandIn } from "./stand-in";
import { trustingFetch } from "./trusting-fetch";

const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
const projects = "/organizations/shop-works/projects";
let standIn: TerraformCloudStandIn;
let person: string;

beforeAll(async () => {
  standIn = await TerraformCloudStandIn.start({ folder, engine: countingEngine() });
  standIn.addOrganization("shop-works");
  person = standIn.addToken("shop-works", "owners");
});

beforeEach(() => {
  standIn.faultOf = () => undefined;
});

afterAll(async () => {
  await standIn.stop();
  rmSync(folder, { recursive: true });
});

function client() {
  const access = { hostname: standIn.hostname, token: person, sleep: () => Promise.resolve() };
  return terraformCloudClient({
    ...access,
    fetch: trustingFetch(standIn.certificate.certificate),
    timeoutMilliseconds: 2000,
  });
}

const pageSchema = z.object({
  data: z.array(z.object({ attributes: z.object({ name: z.string() }) })),
  meta: z.object({ pagination: z.record(z.string(), z.number().nullable()) }).optional(),
});

test("a list is cut into pages of 20, or of up to 100", async () => {
  const named = (count: number) => Array.from({ length: count }, (_, index) => `project-${index}`);
  const before = standIn.database.tables.projects;
  before.push(...named(129).map((name) => ({ id: newId("prj"), organization: "shop-works", name })));
  const first = await client().get(projects, pageSchema);
  expect(first.data).toHaveLength(20);
  expect(first.meta?.pagination).toEqual({
    "current-page": 1,
    "page-size": 20,
    "prev-page": null,
    "next-page": 2,
    "total-pages": 7,
    "total-count": 130,
  });
  const last = await client().get(`${projects}?page%5Bnumber%5D=2&page%5Bsize%5D=500`, pageSchema);
  expect([last.data.length, last.meta?.pagination["page-size"], last.meta?.pagination["next-page"]]).toEqual([
    30,
    100,
    null,
  ]);
  expect(await client().list(projects, nothing)).toHaveLength(130);
  before.splice(1);
});

test("some lists are whole, unless a page is asked for", async () => {
  const workspace = standIn.addWorkspace("shop-works", "staging");
  const team = standIn.database.tables.teams[0]?.id ?? "";
  const granted = (id: string) => ({ id, teamId: team, workspaceId: workspace.id, access: "read" as const });
  standIn.database.tables.teamAccess.push(...Array.from({ length: 25 }, (_, index) => granted(`tws-${index}`)));
  const path = `/team-workspaces?filter%5Bworkspace%5D%5Bid%5D=${workspace.id}`;
  const list = z.object({ data: z.array(z.unknown()) });
  expect((await client().get(path, list)).data).toHaveLength(25);
  expect((await client().get(`${path}&page%5Bnumber%5D=1`, list)).data).toHaveLength(20);
});

test("what the service does not know is refused, and told at the end too", async () => {
  const strict = await TerraformCloudStandIn.start({ folder: join(folder, "strict"), engine: countingEngine() });
  strict.addOrganization("shop-works");
  const asking = terraformCloudClient({
    hostname: strict.hostname,
    token: strict.addToken("shop-works", "owners"),
    fetch: trustingFetch(strict.certificate.certificate),
  });
  const document = { data: { type: "projects", attributes: { name: "a", color: "red" } } };
  const words =
    'the request POST /organizations/{organization_name}/projects: data.attributes Unrecognized key: "color"';
  await expect(asking.post(projects, document, nothing)).rejects.toThrow(`(400): ${words}`);
  await expect(strict.stop()).rejects.toThrow(`unlike HCP Terraform:\n${words}`);
});

const outcomes: Readonly<Record<Fault, { readonly status: number; readonly isMade: boolean; readonly text: RegExp }>> =
  {
    "lost before": { status: 0, isMade: false, text: /cannot be reached: ECONNRESET/ },
    "lost after": { status: 0, isMade: true, text: /cannot be reached: ECONNRESET/ },
    "429": { status: 429, isMade: false, text: /asked too often \(429\)/ },
    "500": { status: 500, isMade: true, text: /\(500\): internal server error/ },
    "503": { status: 503, isMade: false, text: /\(503\): a page with the title "503 Service Unavailable"/ },
    slow: { status: 0, isMade: true, text: /does not answer in time/ },
    cut: { status: 0, isMade: true, text: /cannot be reached: / },
  };

test.each(faults)("a fault is done to the request that it is for, and the next is well: %s", async (fault) => {
  const document = { data: { type: "projects", attributes: { name: fault } } };
  const isLasting = fault === "429";
  standIn.faultOf = ({ number }) => (isLasting || number === 2 ? fault : undefined);
  if (!isLasting) await client().get("/ping", nothing);
  const { status, isMade, text } = outcomes[fault];
  const refused = client().post(projects, document, nothing);
  await expect(refused).rejects.toThrow(text);
  await expect(refused).rejects.toMatchObject({ status, isUncertain: fault !== "429" });
  standIn.faultOf = () => undefined;
  const names = (await client().get(projects, pageSchema)).data.map(({ attributes }) => attributes.name);
  expect(names.includes(fault)).toBe(isMade);
  expect(standIn.requests).toEqual([{ number: 1, method: "GET", path: projects }]);
});
