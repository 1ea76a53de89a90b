import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { findProvider, linkProvider, mirrorPlaces, prepareLocalTarget } from "./provider-mirror";
import { temporaryFolder } from "./testing/temporary-toolbox";

const version = "5.100.0";
const platform = mirrorPlaces({}, "").platform;
const source = "registry.terraform.io/hashicorp/aws";

/** A mirror as `terraform providers mirror` lays it out, unpacked. @returns the provider's folder */
function aMirror(folder: string): string {
  const provider = join(folder, source, version, platform);
  mkdirSync(provider, { recursive: true });
  return provider;
}

function placesIn(root: string, environment: NodeJS.ProcessEnv = {}) {
  return {
    environment: { HOME: join(root, "home"), XDG_DATA_DIRS: join(root, "data"), ...environment },
    workingFolder: join(root, "project"),
    systemPrefixes: [join(root, "opt"), join(root, "absent")],
    platform,
  };
}

describe("the provider is found", () => {
  test.each([
    ["below the working folder", "project/terraform.d/plugins"],
    ["in the home folder", "home/.terraform.d/plugins"],
    ["in the data folder of the person", "home/.local/share/terraform/plugins"],
    ["in a data folder of the system", "data/terraform/plugins"],
    ["one level below a system prefix", "opt/terraform-mirror"],
    ["where an earlier rehearsal had it fetched", "home/.cache/slipway/provider-5.100.0/.terraform/providers"],
  ])("%s", (_, folder) => {
    const root = temporaryFolder();
    const provider = aMirror(join(root, folder));
    const environment = { XDG_CACHE_HOME: join(root, "home", ".cache") };
    expect(findProvider(version, placesIn(root, environment))).toBe(provider);
  });

  test("in the mirror that the configuration names, before all others", () => {
    const root = temporaryFolder();
    aMirror(join(root, "opt", "mirror"));
    const provider = aMirror(join(root, "named"));
    const file = join(root, "cli.rc");
    writeFileSync(
      file,
      `provider_installation {\n  # filesystem_mirror { path = "/commented" }\n  filesystem_mirror {\n    path    = "${root}/named"\n    include = ["*/*/*"]\n  }\n}\n`,
    );
    expect(findProvider(version, placesIn(root, { TF_CLI_CONFIG_FILE: file }))).toBe(provider);
  });

  test("although TF_CLI_CONFIG_FILE names a file that does not exist", () => {
    const root = temporaryFolder();
    const provider = aMirror(join(root, "opt", "mirror"));
    expect(findProvider(version, placesIn(root, { TF_CLI_CONFIG_FILE: join(root, "absent.rc") }))).toBe(provider);
  });

  test("only in the version and for the platform that are wanted", () => {
    const root = temporaryFolder();
    aMirror(join(root, "opt", "mirror"));
    expect(findProvider("6.25.0", placesIn(root))).toBeUndefined();
    expect(findProvider(version, { ...placesIn(root), platform: "plan9_386" })).toBeUndefined();
  });
});

describe("linking the provider", () => {
  const link = join("terraform.d", "plugins", source, version, platform);

  test("links the last folder alone and locks the version, so that neither configuration nor registry is needed", () => {
    const root = temporaryFolder();
    const provider = aMirror(join(root, "mirror"));
    linkProvider(join(root, "stack"), version, provider);
    expect(readlinkSync(join(root, "stack", link))).toBe(provider);
    expect(readFileSync(join(root, "stack", ".terraform.lock.hcl"), "utf8")).toBe(
      `provider "${source}" {\n  version     = "5.100.0"\n  constraints = "5.100.0"\n}\n`,
    );
  });

  test("replaces a stale link and keeps a lock file that is there", () => {
    const root = temporaryFolder();
    const stack = join(root, "stack");
    mkdirSync(dirname(join(stack, link)), { recursive: true });
    symlinkSync(join(root, "gone"), join(stack, link));
    writeFileSync(join(stack, ".terraform.lock.hcl"), "# of the user\n");
    const provider = aMirror(join(root, "mirror"));
    linkProvider(stack, version, provider);
    linkProvider(stack, version, provider);
    expect(readlinkSync(join(stack, link))).toBe(provider);
    expect(readFileSync(join(stack, ".terraform.lock.hcl"), "utf8")).toBe("# of the user\n");
  });
});

describe("preparing the local target", () => {
  const stackJson = JSON.stringify(
    { terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } },
    null,
    2,
  );

  test("links the provider in every stack's folder", () => {
    const root = temporaryFolder();
    const provider = aMirror(join(root, "home", ".terraform.d", "plugins"));
    for (const name of ["staging", "staging-base"]) {
      mkdirSync(join(root, "stacks", name), { recursive: true });
      writeFileSync(join(root, "stacks", name, "cdk.tf.json"), stackJson);
    }
    prepareLocalTarget(root, { HOME: join(root, "home") });
    const links = ["staging", "staging-base"].map((name) =>
      readlinkSync(join(root, "stacks", name, "terraform.d", "plugins", source, version, platform)),
    );
    expect(links).toEqual([provider, provider]);
  });

  test("leaves a stack alone that pins no version", () => {
    const root = temporaryFolder();
    aMirror(join(root, "home", ".terraform.d", "plugins"));
    mkdirSync(join(root, "stacks", "staging"), { recursive: true });
    writeFileSync(join(root, "stacks", "staging", "cdk.tf.json"), stackJson.replace(version, ">= 5.100.0"));
    prepareLocalTarget(root, { HOME: join(root, "home") });
    expect(readdirSync(join(root, "stacks", "staging"))).toEqual(["cdk.tf.json"]);
  });
});
