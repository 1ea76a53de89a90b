import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mirroredProviders, mirroredVersions } from "./mirrored-provider";
import type { MirrorPlaces } from "./provider-mirror";
import { temporaryFolder } from "./testing/temporary-toolbox";

const source = "registry.terraform.io/hashicorp/aws";
const range = ">= 5.100.0, < 7.0.0";

function placesIn(root: string): MirrorPlaces {
  return {
    environment: { HOME: join(root, "home"), XDG_DATA_DIRS: join(root, "data"), XDG_CACHE_HOME: join(root, "cache") },
    workingFolder: join(root, "project"),
    systemPrefixes: [join(root, "opt")],
    platform: "linux_amd64",
  };
}

function unpacked(mirror: string, version: string, ...platforms: readonly string[]): void {
  for (const platform of platforms) mkdirSync(join(mirror, source, version, platform), { recursive: true });
}

function archived(mirror: string, version: string, ...platforms: readonly string[]): void {
  mkdirSync(join(mirror, source), { recursive: true });
  for (const platform of platforms) {
    writeFileSync(join(mirror, source, `terraform-provider-aws_${version}_${platform}.zip`), "");
  }
  writeFileSync(join(mirror, source, `${version}.json`), "{}");
  writeFileSync(join(mirror, source, "index.json"), "{}");
}

test("a mirror of folders and one of archives are both known, the newest provider first", () => {
  const root = temporaryFolder();
  const [folders, archives] = [join(root, "home", ".terraform.d", "plugins"), join(root, "opt", "mirror")];
  unpacked(folders, "5.100.0", "linux_amd64");
  archived(archives, "6.30.0", "darwin_arm64", "linux_amd64");
  expect(mirroredProviders(range, placesIn(root))).toEqual([
    { mirror: archives, version: "6.30.0", platforms: ["darwin_arm64", "linux_amd64"] },
    { mirror: folders, version: "5.100.0", platforms: ["linux_amd64"] },
  ]);
});

test("each mirror offers its newest version in the range alone, as Terraform would choose", () => {
  const root = temporaryFolder();
  const mirror = join(root, "opt", "mirror");
  for (const version of ["5.99.0", "5.100.0", "6.4.0", "6.31.0", "7.0.0", "7.0.0-beta1"])
    unpacked(mirror, version, "x");
  expect(mirroredProviders(range, placesIn(root))).toEqual([{ mirror, version: "6.31.0", platforms: ["x"] }]);
  expect(mirroredVersions(placesIn(root))).toEqual(["7.0.0", "6.31.0", "6.4.0", "5.100.0", "5.99.0"]);
});

test("a machine without a mirror offers nothing", () => {
  const places = placesIn(temporaryFolder());
  expect(mirroredProviders(range, places)).toEqual([]);
  expect(mirroredVersions(places)).toEqual([]);
});
