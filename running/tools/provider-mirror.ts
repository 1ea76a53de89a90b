import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { cacheFolder } from "./cache-folder";

/** Built-in modules only: the app command loads this file too. */

export const providerSource = "registry.terraform.io/hashicorp/aws";

/** Where a provider may lie; a test passes a tree of its own. */
export interface MirrorPlaces {
  readonly environment: NodeJS.ProcessEnv;
  /** Folders whose subfolders may hold a mirror, such as /usr/share. */
  readonly systemPrefixes: readonly string[];
  /** Where Terraform looks for `terraform.d/plugins`. */
  readonly workingFolder: string;
  readonly platform: string;
}

export function mirrorPlaces(environment: NodeJS.ProcessEnv, workingFolder: string): MirrorPlaces {
  const processors: Readonly<Record<string, string>> = { x64: "amd64" };
  return {
    environment,
    workingFolder,
    systemPrefixes: ["/opt", "/usr/share", "/usr/local/share", "/usr/lib", "/usr/local/lib", "/var/lib", "/srv"],
    platform: `${process.platform}_${processors[process.arch] ?? process.arch}`,
  };
}

/** @returns the provider's unpacked folder of that version and platform, as `terraform providers mirror` names it */
export function findProvider(version: string, places: MirrorPlaces): string | undefined {
  return mirrorFolders(places)
    .map((mirror) => join(mirror, providerSource, version, places.platform))
    .find(isFolder);
}

/**
 * Makes the provider's folder known to Terraform in one stack's folder, without a command-line configuration and
 * without a network. Terraform follows a link only where it is the last folder of the path.
 */
export function linkProvider(stackFolder: string, version: string, provider: string): void {
  const link = join(stackFolder, "terraform.d", "plugins", providerSource, version, basename(provider));
  if (linkTarget(link) !== provider) {
    rmSync(link, { recursive: true, force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(provider, link);
  }
  const lockFile = join(stackFolder, ".terraform.lock.hcl");
  if (!existsSync(lockFile)) writeFileSync(lockFile, lockFileFor(version));
}

/** Lets `cdktf deploy` on the local target find the provider on disk; where there is none, Terraform asks its registry. */
export function prepareLocalTarget(outdir: string, environment: NodeJS.ProcessEnv): void {
  const stacks = join(outdir, "stacks");
  const places = mirrorPlaces(environment, process.cwd());
  for (const name of readdirSync(stacks)) {
    const stackFolder = join(stacks, name);
    const version = pinnedVersion(join(stackFolder, "cdk.tf.json"));
    const provider = version === undefined ? undefined : findProvider(version, places);
    if (version !== undefined && provider !== undefined) linkProvider(stackFolder, version, provider);
  }
}

/** In Terraform's own order: what its configuration names, its implicit folders, then the usual system folders. */
export function mirrorFolders(places: MirrorPlaces): readonly string[] {
  return [
    ...configuredMirrors(places.environment),
    ...implicitMirrors(places),
    ...places.systemPrefixes.flatMap(subfolders),
    ...fetchedProviders(places.environment),
  ];
}

/** What earlier rehearsals let Terraform fetch. */
function fetchedProviders(environment: NodeJS.ProcessEnv): readonly string[] {
  const installed = subfolders(cacheFolder(environment)).filter((folder) => /^provider-[\d.]+$/.test(basename(folder)));
  return installed.map((folder) => join(folder, ".terraform", "providers"));
}

function configuredMirrors(environment: NodeJS.ProcessEnv): readonly string[] {
  const file = environment.TF_CLI_CONFIG_FILE ?? join(home(environment), ".terraformrc");
  const text = readIfThere(file)?.replaceAll(/^\s*(#|\/\/).*$/gm, "") ?? "";
  const paths = text.matchAll(/filesystem_mirror\s*\{[^}]*?\bpath\s*=\s*"([^"]+)"/g);
  return [...paths].map(([, path]) => resolve(dirname(file), path ?? ""));
}

function implicitMirrors({ environment, workingFolder }: MirrorPlaces): readonly string[] {
  const dataHome = environment.XDG_DATA_HOME ?? join(home(environment), ".local", "share");
  const dataFolders = (environment.XDG_DATA_DIRS ?? "/usr/local/share:/usr/share").split(":");
  return [
    join(workingFolder, "terraform.d", "plugins"),
    join(home(environment), ".terraform.d", "plugins"),
    join(home(environment), "Library", "Application Support", "io.terraform", "plugins"),
    ...[dataHome, ...dataFolders].map((folder) => join(folder, "terraform", "plugins")),
  ];
}

function home(environment: NodeJS.ProcessEnv): string {
  return environment.HOME ?? homedir();
}

function subfolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function pinnedVersion(stackFile: string): string | undefined {
  const text = readIfThere(stackFile) ?? "";
  return /"source":\s*"hashicorp\/aws",\s*"version":\s*"(\d+\.\d+\.\d+)"/.exec(text)?.[1];
}

/** Without hashes: Terraform adds those of what it finds. */
function lockFileFor(version: string): string {
  return `provider "${providerSource}" {\n  version     = "${version}"\n  constraints = "${version}"\n}\n`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function linkTarget(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
