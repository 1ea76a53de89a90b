import type { containerDefinition } from "../../../model/container-definition";
import type { ImageConfig, ImageStore } from "./image-store";

export type ContainerDefinition = ReturnType<typeof containerDefinition>;

export interface ContainerRuntime {
  readonly name: "podman" | "chroot";
  /** What its runs say nothing about, although the task definition has it. */
  readonly notShown: readonly string[];
  /** The process that this starts becomes the container's first one: its signals and its exit code are the program's. */
  command(definition: ContainerDefinition, command?: readonly string[]): readonly [string, ...string[]];
}

/** What neither runtime shows. */
const neverShown = ["CPU and memory limits", "the init process that ECS puts before the program", "awsvpc networking"];

/** In a mount namespace of its own: crun refuses a machine that shows both versions of control groups. */
const withOneCgroupVersion =
  'if [ -d /sys/fs/cgroup/unified ]; then umount --recursive /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup; fi; exec "$@"';

/** The limits that podman sets by default are higher than some machines may set. */
const limits = ["--ulimit=nofile=1024:1024", "--ulimit=nproc=1024:1024"];

export function podmanRuntime(store: ImageStore): ContainerRuntime {
  return {
    name: "podman",
    notShown: neverShown,
    command(definition, command = []) {
      const options = [
        ...["--rm", "--no-healthcheck", "--network=host", "--cgroups=disabled", ...limits],
        `--user=${definition.user}`,
        // Without podman's own temporary file systems: what can be written is what the image declares as a volume.
        ...[`--read-only=${definition.readonlyRootFilesystem}`, "--read-only-tmpfs=false"],
        ...definition.linuxParameters.capabilities.drop.map((capability) => `--cap-drop=${capability}`),
        ...definition.environment.map(({ name, value }) => `--env=${name}=${value}`),
      ];
      const run = store.command("podman", "run", ...options, definition.image, ...command);
      return ["unshare", "--mount", "sh", "-euc", withOneCgroupVersion, "sh", ...run];
    },
  };
}

/** $1 is the image's folder, $2 whether it can be written; the rest is run in it. */
const inChroot = `
root=$1 access=$2; shift 2
mode=$(stat --format %a "$root/tmp")
mount --bind "$root" "$root"
mount --bind /proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o "mode=$mode" tmpfs "$root/tmp"
mount -o "remount,bind,$access" "$root"
exec chroot "$root" "$@"`;

/** For machines whose kernel refuses containers. @param folder where the image's files are mounted */
export function chrootRuntime(config: ImageConfig, folder: string): ContainerRuntime {
  return {
    name: "chroot",
    notShown: [...neverShown, "process ids of its own", "the filter of system calls", "who owns the volume on /tmp"],
    command(definition, command = config.Cmd) {
      const [user, group] = definition.user.split(":");
      const dropsAll = definition.linuxParameters.capabilities.drop.includes("ALL");
      const variables = definition.environment.map(({ name, value }) => `${name}=${value}`);
      const privileges = [`--reuid=${user}`, `--regid=${group}`, "--clear-groups", ...(dropsAll ? noCapabilities : [])];
      return [
        ...(["unshare", "--mount", "sh", "-euc", inChroot, "sh", folder] as const),
        definition.readonlyRootFilesystem ? "ro" : "rw",
        ...["env", "--ignore-environment", `--chdir=${config.WorkingDir}`, ...config.Env, ...variables],
        ...["setpriv", ...privileges, ...command],
      ];
    },
  };
}

const noCapabilities = ["--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all"];
