import { test } from "vitest";
import { expectCleanSideBySide } from "../helpers/side-by-side";

/** Staging is made as production is; all three are a proof of their own. */
test("development and production are made side by side in one account, each under its own roles", async () => {
  await expectCleanSideBySide(["durable-dev", "durable-production"]);
});
