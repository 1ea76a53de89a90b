import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { UserError } from "../../running/user-error";
import { countingEngine } from "../../test/helpers/terraform-cloud/counting-engine";
import { TerraformCloudStandIn } from "../../test/helpers/terraform-cloud/stand-in";
import { trustingFetch } from "../../test/helpers/terraform-cloud/trusting-fetch";
import { nothing, type TerraformCloudAccess, TerraformCloudError, terraformCloudClient } from "./client";

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
  return terraformCloudClient({ hostname, token, fetch: trusting, retryMilliseconds: [], ...changes });
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
      `${standIn.hostname} does not allow this token POST /organizations/shop-works/projects (403): You do not have ` +
        "permission to perform this action; use a token of a team that may",
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
      `${standIn.hostname} answers /ping with something that is not JSON; is terraformCloud.hostname in the account's file right?`,
    );
  });

  test("JSON of something else", async () => {
    const answering = () => Promise.resolve(Response.json({ login: "octocat" }));
    expect(await failure(client({ fetch: answering }).get("/organizations/shop-works", named))).toMatch(
      /unlike Terraform Cloud: data Invalid input.*; is terraformCloud\.hostname right\?$/,
    );
  });

  test("a server that fails for good", async () => {
    const answering = () => Promise.resolve(new Response("{}", { status: 503 }));
    expect(await failure(client({ fetch: answering }).get("/ping", nothing))).toBe(
      `${standIn.hostname} fails at GET /ping (503): without a reason`,
    );
  });
});

describe("what the network has lost", () => {
  const losing = (times: number) => {
    let asked = 0;
    const lossy: typeof fetch = (input, init) =>
      ++asked <= times ? Promise.reject(new TypeError("fetch failed")) : trusting(input, init);
    return { lossy, asked: () => asked };
  };

  test("is asked again where it changes nothing", async () => {
    const { lossy, asked } = losing(2);
    await client({ fetch: lossy, retryMilliseconds: [1, 1] }).get("/organizations/shop-works", named);
    expect(asked()).toBe(3);
  });

  test("is not sent twice where it changes something", async () => {
    const { lossy, asked } = losing(1);
    const sent = client({ fetch: lossy, retryMilliseconds: [1, 1] }).post("/runs", {}, nothing);
    await expect(sent).rejects.toThrow(TerraformCloudError);
    expect(asked()).toBe(1);
  });

  test("is not asked again where the server has refused", async () => {
    let asked = 0;
    const refusing: typeof fetch = () => {
      asked += 1;
      return Promise.resolve(new Response("{}", { status: 403 }));
    };
    const sent = client({ fetch: refusing, retryMilliseconds: [1] }).get("/ping", nothing);
    await expect(sent).rejects.toThrow("(403)");
    expect(asked).toBe(1);
  });
});
