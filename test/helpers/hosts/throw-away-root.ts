import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../../running/tools/find-program";
import { temporaryFolder } from "../../../running/tools/testing/temporary-toolbox";
import type { Toolbox } from "../../../running/tools/toolbox";
import { mustRun } from "../image/commands";

type Machine = Pick<Toolbox, "shutdown" | "environment">;

const programs = ["bash", "chroot", "flock", "gpg", "gpgv", "jq", "systemd-analyze", "unshare"] as const;

/** @returns why user data cannot run on this machine, as the end of a sentence; nothing where it can */
export function missingForRoots(environment: NodeJS.ProcessEnv): string | undefined {
  if (process.platform !== "linux") return "user data runs on Linux alone";
  if (process.getuid?.() !== 0) return "a root of its own needs root";
  const missing = programs.filter((program) => findProgram(program, environment) === undefined);
  return missing.length === 0 ? undefined : `${missing.join(", ")} not on PATH; install them with: bash .ci/packages`;
}

const standIns = [
  ...["apt-get", "apt-mark", "aws", "curl", "docker", "git", "mount", "mountpoint", "sleep", "snap", "systemctl"],
  // These do their work, and their calls are written down too.
  ...["chown", "gpg", "gpgv", "install", "jq"],
];

/** Keys that stand in for Docker's and Amazon's: a test has not the ones that sign their packages. */
const inKeysFolder = `
export GNUPGHOME=$1/gnupg
mkdir --mode=0700 "$GNUPGHOME"
mkdir "$1/keys"
echo package >"$1/agent.deb"
for name in docker agent strange; do
  gpg --batch --quiet --passphrase '' --quick-gen-key "$name@example.com" ed25519 sign never
  gpg --batch --armor --export "$name@example.com" >"$1/keys/$name"
  gpg --batch --with-colons --list-keys "$name@example.com" | awk -F: '$1 == "fpr" { print $10; exit }'
done
gpg --batch --quiet --local-user agent@example.com --output "$1/agent.deb.sig" --detach-sign "$1/agent.deb"
gpgconf --kill gpg-agent`;

/** A layer in memory over this machine's own root, without its network: whatever is written is gone with the process. */
const inThrowAwayRoot = `
mount -t tmpfs tmpfs "$1/layer"
mkdir "$1/layer/upper" "$1/layer/work" "$1/layer/root"
root=$1/layer/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/layer/upper,workdir=$1/layer/work" "$root"
mount --rbind /dev "$root/dev"
mount --bind /proc "$root/proc"
mkdir -p "$root/test" "$root/run" "$root/tmp"
chmod 1777 "$root/tmp"
mount --bind "$1" "$root/test"
exec chroot "$root" env -i HOME=/tmp PATH=/test/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \\
  bash /test/run`;

const run = `
code=0
bash /test/user-data >/test/output 2>&1 </dev/null || code=$?
echo afterwards >>/test/calls
bash /test/afterwards >>/test/output 2>&1 </dev/null || code=$?
for path in /opt/slipway /run/slipway /var/log/slipway /etc/apt/keyrings; do
  [ ! -e "$path" ] || cp -a --parents "$path" /test/after
done
[ ! -e /run/slipway/.env ] || stat -c '%a %U' /run/slipway/.env >/test/mode
find /run/slipway -mindepth 1 -maxdepth 1 ! -name complaint ! -name lock ! -name reason >/test/left 2>/dev/null || true
sort --output=/test/left /test/left
systemd-analyze verify /etc/systemd/system/slipway*.service /etc/systemd/system/slipway*.timer >/test/units 2>&1 || true
exit "$code"
`;

export interface Keys {
  readonly folder: string;
  /** Fingerprints of those that packages are to be signed by. */
  readonly docker: string;
  readonly agent: string;
}

/** @param folder an empty one */
export async function makeKeys(toolbox: Machine, folder: string): Promise<Keys> {
  const { stdout } = await mustRun(toolbox, ["bash", "-euc", inKeysFolder, "bash", folder]);
  const [docker = "", agent = ""] = stdout.split("\n");
  return { folder, docker, agent };
}

export interface Ended {
  readonly exitCode: number | null;
  /** Every program that user data called, with its arguments. */
  readonly calls: readonly string[];
  /** Those that were called afterwards. */
  readonly later: readonly string[];
  /** What cloud-init would write down. */
  readonly output: string;
  /** A file of the root that was. */
  file(path: string): string;
}

interface Circumstances {
  readonly keys: Keys;
  /** What goes otherwise than it should: see `stand-in.sh`. */
  readonly conditions: readonly string[];
  readonly secrets: Readonly<Record<string, string>>;
  /** Shell that is run in the root when user data has ended. */
  readonly afterwards?: string;
}

export async function runUserData(
  toolbox: Machine,
  text: string,
  { keys, conditions, secrets, afterwards = "" }: Circumstances,
): Promise<Ended> {
  const folder = temporaryFolder();
  for (const name of ["bin", "is", "layer", "after"]) mkdirSync(join(folder, name));
  for (const name of ["keys", "agent.deb", "agent.deb.sig"]) {
    cpSync(join(keys.folder, name), join(folder, name), { recursive: true });
  }
  copyFileSync(join(import.meta.dirname, "stand-in.sh"), join(folder, "stand-in"));
  await mustRun(toolbox, ["chmod", "0755", join(folder, "stand-in")]);
  for (const name of standIns) symlinkSync("/test/stand-in", join(folder, "bin", name));
  for (const condition of conditions) writeFileSync(join(folder, "is", condition), "");
  for (const [name, value] of Object.entries(secrets)) writeFileSync(join(folder, name), JSON.stringify(value));
  const [dockerKey, agentKey] = text.match(/\b[0-9A-F]{40}\b/g) ?? [];
  if (dockerKey === undefined || agentKey === undefined) throw new Error("the user data names no keys");
  writeFileSync(join(folder, "user-data"), text.replace(dockerKey, keys.docker).replace(agentKey, keys.agent));
  writeFileSync(join(folder, "run"), run);
  writeFileSync(join(folder, "afterwards"), afterwards);
  writeFileSync(join(folder, "calls"), "");
  const { exitCode, stderr } = await toolbox.shutdown.children.run(
    "unshare",
    ["--mount", "--net", "--pid", "--fork", "bash", "-euc", inThrowAwayRoot, "bash", folder],
    { env: toolbox.environment },
  );
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  const [calls = [], later = []] = read("calls")
    .split("afterwards\n")
    .map((lines) => lines.trim().split("\n"));
  return {
    exitCode,
    calls,
    later,
    output: `${read("output")}${stderr}`,
    file: (path) => read(path.startsWith("/") ? `after${path}` : path),
  };
}
