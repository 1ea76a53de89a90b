import { expect, test } from "vitest";
import { TerraformClock, terraformSeconds } from "./clock";

const during = (command: string, startSeconds: number, endSeconds: number) => ({
  stack: "staging",
  command,
  startSeconds,
  endSeconds,
});

test("commands side by side count once, and gaps do not count", () => {
  const intervals = [during("plan", 10, 14), during("plan", 11, 16), during("plan", 12, 13), during("destroy", 20, 25)];
  expect(terraformSeconds(intervals)).toBe(11);
});

test("init, validate and show are the rehearsal's own time", () => {
  const own = ["init", "validate", "show"].map((command) => during(command, 0, 5));
  expect(terraformSeconds([...own, during("apply", 5, 7)])).toBe(2);
});

test("a command that fails is measured too", async () => {
  const clock = new TerraformClock();
  const failing = clock.measure({ stack: "staging", command: "apply" }, () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow("no");
  expect(clock.intervals).toEqual([expect.objectContaining({ stack: "staging", command: "apply" })]);
});
