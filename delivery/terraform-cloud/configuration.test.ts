import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { create } from "tar";
import { expect, onTestFinished, test } from "vitest";
import { configurationArchive, configurationDigest } from "./configuration";

function folder(files: Readonly<Record<string, string>>): string {
  const made = mkdtempSync(join(tmpdir(), "slipway-test-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  mkdirSync(join(made, "assets"));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(made, name), content);
  return made;
}

const files = { "cdk.tf.json": "{}", ".terraform.lock.hcl": "lock", "assets/handler.zip": "zip" };
const digestOf = async (path: string) => configurationDigest(await configurationArchive(path));

test("is the same for the same files, however they are packed", async () => {
  const [one, other] = [folder(files), folder(files)];
  utimesSync(join(other, "cdk.tf.json"), 1, 1);
  const digest = await digestOf(one);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(await digestOf(other)).toBe(digest);
  const loose = await buffer(create({ cwd: other }, ["./assets", "./cdk.tf.json", ".terraform.lock.hcl"]));
  expect(await configurationDigest(loose)).toBe(digest);
});

test.each([
  ["a content", { ...files, "cdk.tf.json": "{ }" }],
  ["a lock file", { ...files, ".terraform.lock.hcl": "other" }],
  ["an asset", { ...files, "assets/handler.zip": "other" }],
  ["a further file", { ...files, "more.tf.json": "{}" }],
  ["what is in which file", { ...files, "cdk.tf.json": "lock", ".terraform.lock.hcl": "{}" }],
])("changes with %s", async (_, changed) => {
  expect(await digestOf(folder(changed))).not.toBe(await digestOf(folder(files)));
});

test("is none of what holds more than files, or is no archive", async () => {
  const linked = folder(files);
  symlinkSync("cdk.tf.json", join(linked, "other.tf.json"));
  expect(await digestOf(linked)).toBeUndefined();
  expect(await configurationDigest(new Uint8Array([1, 2, 3]))).toBeUndefined();
  expect(await configurationDigest(new Uint8Array())).toBeUndefined();
  const twice = await buffer(create({ cwd: linked }, ["cdk.tf.json", "cdk.tf.json"]));
  expect(await configurationDigest(twice)).toBeUndefined();
});
