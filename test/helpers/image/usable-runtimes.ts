import { type ContainerDefinition, type ContainerRuntime, chrootRuntime, podmanRuntime } from "./container-runtimes";
import { runInContainer } from "./run-in-container";
import type { Workshop } from "./workshop";

export interface UsableRuntimes {
  /** Never empty; the first one shows most. */
  readonly runtimes: readonly [ContainerRuntime, ...ContainerRuntime[]];
  /** What was not shown by running the image, and why. */
  readonly report: readonly string[];
}

/** Podman, where the kernel allows containers, and a plain chroot. @param idle what the image can run and ends at once */
export async function usableRuntimes(
  { toolbox, store }: Workshop,
  container: ContainerDefinition,
  idle: readonly string[],
): Promise<UsableRuntimes> {
  const { image } = container;
  const chroot = chrootRuntime(await store.config(image), await store.mount(image));
  const podman = podmanRuntime(store);
  const { exitCode, stderr } = await runInContainer(toolbox, podman, container, idle);
  const report = [podman, chroot].map(({ name, notShown }) => `${name} does not show ${notShown.join(", ")}`);
  if (exitCode === 0) return { runtimes: [podman, chroot], report };
  return {
    runtimes: [chroot],
    report: [...report, `podman skipped, because it refuses to run here: ${stderr.trim()}`],
  };
}
