import { expect, test } from "vitest";
import { fargateSizeProblem } from "./fargate-size";

test.each([
  [256, 512],
  [256, 2048],
  [512, 1024],
  [512, 4096],
  [1024, 2048],
  [1024, 8192],
  [2048, 4096],
  [2048, 16384],
  [4096, 8192],
  [4096, 30720],
  [8192, 16384],
  [8192, 61440],
  [16384, 32768],
  [16384, 122880],
])("%d CPU units go with %d MiB", (cpuUnits, memoryMiB) => {
  expect(fargateSizeProblem({ cpuUnits, memoryMiB })).toBeUndefined();
});

test.each([
  [256, 3072, "3072 is not a Fargate memory size for 256 CPU units; use 512, 1024 or 2048"],
  [512, 512, "512 is not a Fargate memory size for 512 CPU units; use 1024, 2048, 3072 or 4096"],
  [1024, 9216, "9216 is not a Fargate memory size for 1024 CPU units; use 2048 to 8192 in steps of 1024"],
  [4096, 31744, "31744 is not a Fargate memory size for 4096 CPU units; use 8192 to 30720 in steps of 1024"],
  [8192, 17408, "17408 is not a Fargate memory size for 8192 CPU units; use 16384 to 61440 in steps of 4096"],
  [16384, 36864, "36864 is not a Fargate memory size for 16384 CPU units; use 32768 to 122880 in steps of 8192"],
])("%d CPU units do not go with %d MiB", (cpuUnits, memoryMiB, message) => {
  expect(fargateSizeProblem({ cpuUnits, memoryMiB })).toEqual({ field: "memoryMiB", message });
});

test("other CPU units do not exist", () => {
  expect(fargateSizeProblem({ cpuUnits: 300, memoryMiB: 1024 })).toEqual({
    field: "cpuUnits",
    message: "300 is not a Fargate CPU size; use 256, 512, 1024, 2048, 4096, 8192 or 16384",
  });
});
