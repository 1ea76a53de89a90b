import { test } from "vitest";
import { expectCleanSideBySide } from "../helpers/side-by-side";

test("staging and production are made side by side in one account, each under its own roles", async () => {
  await expectCleanSideBySide(["aldeia-staging", "aldeia-production"]);
});
