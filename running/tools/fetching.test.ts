import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { tfsecRelease } from "./releases";
import { fetchTerraform } from "./terraform";
import { type Answer, aReleaseHost, truncated, whole } from "./testing/release-host";
import { aToolbox } from "./testing/temporary-toolbox";
import { fetchTfsec } from "./tfsec";

const program = strToU8("#!/bin/sh\necho Terraform v1.11.4\n");
const archive = zipSync({ "LICENSE.txt": strToU8("licence"), terraform: program });
const release = { path: "1.11.4/terraform.zip", sha256: sha256Of(archive) };

async function toolboxServing(answer: Answer | undefined) {
  const host = await aReleaseHost(answer === undefined ? {} : { [`/${release.path}`]: answer });
  return { toolbox: aToolbox({ releaseHosts: { terraform: host.url, tfsec: host.url } }), host };
}

describe("fetching terraform", () => {
  test("unpacks a release with the right hash into the cache, ready to run", async () => {
    const { toolbox } = await toolboxServing(whole(archive));
    const file = await fetchTerraform(toolbox, "linux_amd64", release);
    expect(readFileSync(file)).toEqual(Buffer.from(program));
    expect(statSync(file).mode & 0o111).toBe(0o111);
    expect(readdirSync(toolbox.cache)).toEqual(["terraform-1.11.4-linux_amd64"]);
  });

  test("asks only once", async () => {
    const { toolbox, host } = await toolboxServing(whole(archive));
    await Promise.all([
      fetchTerraform(toolbox, "linux_amd64", release),
      fetchTerraform(toolbox, "linux_amd64", release),
    ]);
    await fetchTerraform(toolbox, "linux_amd64", release);
    expect(host.requests).toEqual([`/${release.path}`]);
  });

  test.each([
    [
      "a wrong hash",
      whole(zipSync({ terraform: strToU8("something else") })),
      /has the SHA-256 [0-9a-f]{64} instead of/,
    ],
    ["a release that is not there", undefined, /answered 404/],
    ["a transfer that breaks off", truncated(archive), /broke off/],
  ])("refuses %s, keeps nothing and names the command that installs it", async (_, answer, reason) => {
    const { toolbox } = await toolboxServing(answer);
    const fetching = fetchTerraform(toolbox, "linux_amd64", release);
    await expect(fetching).rejects.toThrow(reason);
    await expect(fetching).rejects.toThrow(/install it with: /);
    expect(readdirSync(toolbox.cache)).toEqual([]);
  });

  test("says so when the host cannot be reached", async () => {
    await expect(fetchTerraform(aToolbox(), "linux_amd64", release)).rejects.toThrow(/cannot be reached/);
  });
});

test("tfsec is fetched as the plain program that its makers publish", async () => {
  const published = tfsecRelease("linux_arm64");
  expect(published.path).toBe("v1.28.14/tfsec-linux-arm64");
  const host = await aReleaseHost({ [`/${published.path}`]: whole(program) });
  const toolbox = aToolbox({ releaseHosts: { terraform: host.url, tfsec: host.url } });
  await expect(fetchTfsec(toolbox, "linux_arm64", published)).rejects.toThrow(/instead of 7b872b0e8f/);
  const file = await fetchTfsec(toolbox, "linux_arm64", { ...published, sha256: sha256Of(program) });
  expect(readFileSync(file)).toEqual(Buffer.from(program));
});

function sha256Of(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
