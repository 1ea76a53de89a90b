import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../../running/tools/testing/temporary-toolbox";
import { pinBaseImages } from "./pin";
import { aRegistry } from "./testing/fake-registry";

const manifests = { "/v2/oven/bun/manifests/alpine": "bun's", "/v2/library/python/manifests/3.11-slim": "python's" };

function digestOf(manifest: string): string {
  return `sha256:${createHash("sha256").update(manifest).digest("hex")}`;
}

/** A list of two bases at the given registry. */
function aList(host: string, digest: string | null = null): string {
  const file = join(temporaryFolder(), "base-images.json");
  const images = {
    BUN_IMAGE: { reference: `${host}/oven/bun:alpine`, digest },
    PYTHON_IMAGE: { reference: `${host}/library/python:3.11-slim`, digest: null },
  };
  writeFileSync(file, JSON.stringify(images));
  return file;
}

async function refusal(file: string): Promise<unknown> {
  return pinBaseImages(file).then(
    () => "pinned",
    (error: unknown) => (error instanceof Error ? error.message : error),
  );
}

test("writes the digest of what the registry sends, one line an image", async () => {
  const { host } = await aRegistry({ manifests });
  const file = aList(host, digestOf("bun's"));
  expect(await pinBaseImages(file)).toEqual([
    `BUN_IMAGE ${host}/oven/bun:alpine still has ${digestOf("bun's")}`,
    `PYTHON_IMAGE ${host}/library/python:3.11-slim now has ${digestOf("python's")}`,
  ]);
  expect(readFileSync(file, "utf8").split("\n")).toEqual([
    "{",
    `  "BUN_IMAGE": { "reference": "${host}/oven/bun:alpine", "digest": "${digestOf("bun's")}" },`,
    `  "PYTHON_IMAGE": { "reference": "${host}/library/python:3.11-slim", "digest": "${digestOf("python's")}" }`,
    "}",
    "",
  ]);
  expect(readdirSync(dirname(file))).toEqual(["base-images.json"]);
});

test.each([
  {
    title: "one of the images is not there",
    behaviour: { manifests: { "/v2/oven/bun/manifests/alpine": "bun's" } },
    reasons: ["http://HOST/v2/library/python/manifests/3.11-slim answered 404"],
  },
  {
    title: "the registry calls a manifest something else",
    behaviour: { manifests, claimedDigest: digestOf("bun's") },
    reasons: [
      `http://HOST/v2/library/python/manifests/3.11-slim sent ${digestOf("python's")} and called it ${digestOf("bun's")}`,
    ],
  },
  {
    title: "no token is given",
    behaviour: { manifests, refusesTokens: true },
    reasons: ["http://HOST gave no token (403)", "http://HOST gave no token (403)"],
  },
])("changes nothing where $title", async ({ behaviour, reasons }) => {
  const { host } = await aRegistry(behaviour);
  const file = aList(host);
  const before = readFileSync(file, "utf8");
  expect(await refusal(file)).toBe(
    [
      `${file} is unchanged; run this where the image registries can be reached:`,
      ...reasons.map((reason) => `  ${reason.replace("HOST", host)}`),
    ].join("\n"),
  );
  expect(readFileSync(file, "utf8")).toBe(before);
  expect(readdirSync(dirname(file))).toEqual(["base-images.json"]);
});

test("says which registry does not answer", async () => {
  const reason = "  http://127.0.0.1:2 cannot be reached (connect ECONNREFUSED 127.0.0.1:2)";
  const file = aList("127.0.0.1:2");
  expect(
    String(await refusal(file))
      .split("\n")
      .slice(1),
  ).toEqual([reason, reason]);
});
