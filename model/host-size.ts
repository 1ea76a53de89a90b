import { andList } from "./wording";

/** What an instance offers to the containers on it. */
export interface InstanceSize {
  readonly type: string;
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly architecture: "x86_64" | "arm64";
}

const families = [
  { family: "t3", architecture: "x86_64", cpuUnits: 2048, sizes: { small: 2, medium: 4, large: 8 } },
  { family: "t4g", architecture: "arm64", cpuUnits: 2048, sizes: { small: 2, medium: 4, large: 8 } },
  { family: "t3", architecture: "x86_64", cpuUnits: 4096, sizes: { xlarge: 16 } },
  { family: "t4g", architecture: "arm64", cpuUnits: 4096, sizes: { xlarge: 16 } },
  { family: "m7i", architecture: "x86_64", cpuUnits: 2048, sizes: { large: 8 } },
  { family: "m7g", architecture: "arm64", cpuUnits: 2048, sizes: { large: 8 } },
  { family: "m7i", architecture: "x86_64", cpuUnits: 4096, sizes: { xlarge: 16 } },
  { family: "m7g", architecture: "arm64", cpuUnits: 4096, sizes: { xlarge: 16 } },
] as const;

/** EC2 User Guide, "Instance types": vCPUs of 1024 units, GiB of memory. */
export const instanceSizes: ReadonlyMap<string, InstanceSize> = new Map(
  families.flatMap(({ family, architecture, cpuUnits, sizes }) =>
    Object.entries(sizes).map(([size, gib]) => {
      const type = `${family}.${size}`;
      return [type, { type, cpuUnits, memoryMiB: gib * 1024, architecture }] as const;
    }),
  ),
);

/** What the kernel, Docker and the agents of CloudWatch and Systems Manager take. */
const hostMemoryMiB = 512;

/** Containers wait for each other's CPU and do not die of it, as they do of memory: this many times the instance's units are sold. */
const cpuOvercommitment = 1.5;

interface SizedService {
  readonly name: string;
  readonly size: { readonly cpuUnits: number; readonly memoryMiB: number };
}

/**
 * Why the services do not fit on one instance of the type, or nothing. On an instance `memoryMiB` is a hard limit, as it is on
 * Fargate; `cpuUnits` are the share that a service gets when all want more than there is.
 */
export function hostSizeProblem(
  { type, cpuUnits, memoryMiB }: InstanceSize,
  services: readonly SizedService[],
): string | undefined {
  const names = andList(services.map(({ name }) => name));
  const sum = (of: "cpuUnits" | "memoryMiB") => services.reduce((total, { size }) => total + size[of], 0);
  const memory = sum("memoryMiB");
  const offered = memoryMiB - hostMemoryMiB;
  if (memory > offered) {
    return `${names} take ${memory} MiB, where ${type} leaves ${offered} of its ${memoryMiB}; choose a larger type or smaller sizes`;
  }
  const units = sum("cpuUnits");
  const sold = cpuUnits * cpuOvercommitment;
  return units > sold
    ? `${names} take ${units} CPU units, where ${type} sells ${sold}, ${cpuOvercommitment} times its ${cpuUnits}; choose a larger type or smaller sizes`
    : undefined;
}
