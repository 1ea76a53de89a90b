import { orList } from "./wording";

/** Memory sizes in MiB that Fargate pairs with each number of CPU units (AWS: "Fargate task definition parameters"). */
const memoryByCpu: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, gibRange(1, 4, 1)],
  [1024, gibRange(2, 8, 1)],
  [2048, gibRange(4, 16, 1)],
  [4096, gibRange(8, 30, 1)],
  [8192, gibRange(16, 60, 4)],
  [16384, gibRange(32, 120, 8)],
]);

export const fargateCpuUnits: readonly number[] = [...memoryByCpu.keys()];

export interface FargateSize {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

export interface FargateSizeProblem {
  readonly field: "cpuUnits" | "memoryMiB";
  readonly message: string;
}

/** Why AWS would refuse the pair, or nothing. Terraform's plan does not notice. */
export function fargateSizeProblem(size: FargateSize): FargateSizeProblem | undefined {
  const allowed = memoryByCpu.get(size.cpuUnits);
  if (allowed === undefined) {
    return {
      field: "cpuUnits",
      message: `${size.cpuUnits} is not a Fargate CPU size; use ${orList(fargateCpuUnits)}`,
    };
  }
  if (!allowed.includes(size.memoryMiB)) {
    return {
      field: "memoryMiB",
      message: `${size.memoryMiB} is not a Fargate memory size for ${size.cpuUnits} CPU units; use ${memoryChoices(allowed)}`,
    };
  }
  return undefined;
}

function gibRange(from: number, to: number, step: number): readonly number[] {
  return Array.from({ length: (to - from) / step + 1 }, (_, index) => (from + index * step) * 1024);
}

function memoryChoices(allowed: readonly number[]): string {
  if (allowed.length <= 4) return orList(allowed);
  const [first = 0, second = 0] = allowed;
  return `${first} to ${allowed.at(-1)} in steps of ${second - first}`;
}
