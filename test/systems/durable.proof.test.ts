import { test } from "vitest";
import { expectCleanSideBySide } from "../helpers/side-by-side";

test("the three environments are made side by side in one account, each under its own roles", async () => {
  await expectCleanSideBySide(["durable-dev", "durable-staging", "durable-production"]);
});
