import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { UserError } from "../../running/user-error";
import { countingEngine } from "../../test/helpers/terraform-cloud/counting-engine";
import { TerraformCloudStandIn } from "../../test/helpers/terraform-cloud/stand-in";
import { trustingFetch } from "../../test/helpers/terraform-cloud/trusting-fetch";
import { nothing, terraformCloudClient } from "./client";
import type { TerraformCloudAccess } from "./transport";

const named = z.object({ data: z.object({ attributes: z.object({ name: z.string() }) }) });

const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
let standIn: TerraformCloudStandIn;
let trusting: typeof fetch;
let token: string;

beforeAll(async () => {
  standIn = await TerraformCloudStandIn.start({ folder, engine: countingEngine() });
  standIn.addOrganization("shop-works");
  standIn.addOrganization("other");
  standIn.addTeam("shop-works", "pipeline");
  token = standIn.addToken("shop-works", "pipeline");
  trusting = trustingFetch(standIn.certificate.certificate);
});

afterAll(async () => {
  await standIn.stop();
  rmSync(folder, { recursive: true });
});

function client(changes: Partial<TerraformCloudAccess> = {}) {
  const { hostname } = standIn;
  return terraformCloudClient({ hostname, token, fetch: trusting, sleep: () => Promise.resolve(), ...changes });
}

describe("a client of Terraform Cloud", () => {
  test("reads what its token may see", async () => {
    const { data } = await client().get("/organizations/shop-works", named);
    expect(data.attributes.name).toBe("shop-works");
  });

  test("finds nothing where there is nothing, and in another organization", async () => {
    expect(await client().find("/organizations/nowhere", named)).toBeUndefined();
    expect(await client().find("/organizations/other", named)).toBeUndefined();
  });
});

async function failure(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error(`not a mendable failure: ${String(error)}`);
  return error.message;
}

describe("what goes wrong is one sentence with the way out:", () => {
  test("an unknown token", async () => {
    expect(await failure(client({ token: "made-up" }).get("/organizations/shop-works", named))).toBe(
      `${standIn.hostname} does not know the token (401): it is mistyped, expired, revoked or of another host; ` +
        `run: terraform login ${standIn.hostname}`,
    );
  });

  test("a token that has expired", async () => {
    const expired = standIn.addToken("shop-works", "pipeline");
    expect(await client({ token: expired }).find("/organizations/shop-works", named)).toBeDefined();
    standIn.expire(expired);
    expect(await failure(client({ token: expired }).get("/organizations/shop-works", named))).toContain("(401)");
  });

  test("a token of another organization", async () => {
    expect(await failure(client().get("/organizations/other", named))).toBe(
      `${standIn.hostname} answers GET /organizations/other with 404: it is not there, or the token is of an ` +
        "organization or team that may not see it",
    );
  });

  test("a token that may not do it", async () => {
    const project = { data: { type: "projects", attributes: { name: "mine" } } };
    expect(await failure(client().post("/organizations/shop-works/projects", project, nothing))).toBe(
      `${standIn.hostname} answers POST /organizations/shop-works/projects with 404: it is not there, or the token is of ` +
        "an organization or team that may not do this",
    );
  });

  test("a token that may not do it, on a server that does not hide what it has", async () => {
    const answering = () => Promise.resolve(Response.json({ errors: ["not yours"] }, { status: 403 }));
    expect(await failure(client({ fetch: answering }).post("/runs", {}, nothing))).toBe(
      `${standIn.hostname} does not allow this token POST /runs (403): not yours; use a token of a team that may`,
    );
  });

  test("a server that is not there", async () => {
    expect(await failure(client({ hostname: "localhost:1" }).get("/ping", nothing))).toBe(
      "localhost:1 cannot be reached: ECONNREFUSED; look at the network, and at terraformCloud.hostname in the account's file",
    );
  });

  test("a certificate that nobody has signed", async () => {
    expect(await failure(client({ fetch }).get("/ping", nothing))).toBe(
      `${standIn.hostname} cannot be reached: its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT); ` +
        "name the file of its authority in NODE_EXTRA_CA_CERTS",
    );
  });

  test("an answer that is not JSON", async () => {
    const answering = () => Promise.resolve(new Response("<html>Sign in</html>"));
    expect(await failure(client({ fetch: answering }).get("/ping", nothing))).toBe(
      `${standIn.hostname} answers GET /ping with something that is not JSON; is terraformCloud.hostname in the account's file right?`,
    );
  });

  test("JSON of something else", async () => {
    const answering = () => Promise.resolve(Response.json({ login: "octocat" }));
    expect(await failure(client({ fetch: answering }).get("/organizations/shop-works", named))).toMatch(
      /unlike Terraform Cloud: data Invalid input.*; is terraformCloud\.hostname right\?$/,
    );
  });

  test("a storage without TLS, which is not even asked", async () => {
    const words = (what: string) =>
      `${standIn.hostname} names an address for ${what} that is not https (http://storage.example.com): others could read ` +
      "along; whoever runs the server has to give its storage a certificate";
    const url = "http://storage.example.com/v1/object/secret";
    expect(await failure(client().upload(url, new Uint8Array()))).toBe(words("the upload of the configuration"));
    expect(await failure(client().download(url))).toBe(words("the download of a log"));
  });
});

test("the storage that the server names is never told the token", async () => {
  const headers: Headers[] = [];
  const storing: typeof fetch = (_, init) => {
    headers.push(new Headers(init?.headers));
    return Promise.resolve(new Response("\u001b[31mError\u001b[0m: no region"));
  };
  await client({ fetch: storing }).upload("https://storage.example.com/1", new Uint8Array([1]));
  expect(await client({ fetch: storing }).download("https://storage.example.com/2")).toBe("Error: no region");
  expect(headers.map((sent) => sent.get("authorization"))).toEqual([null, null]);
});

test("what others wrote comes without escape codes, in names too", async () => {
  const answering = () => Promise.resolve(Response.json({ "ta\u001b[1mg": ["\u001b[2Kowner\u0007"] }));
  expect(await client({ fetch: answering }).get("/anything", nothing)).toEqual({ tag: ["owner"] });
});
