import { expect, test } from "vitest";
import { buildSteps } from "./build";

test("tells the steps that a build took from an earlier one", () => {
  const output = [
    "[1/2] STEP 1/2: FROM localhost/python AS dependencies",
    "[1/2] STEP 2/2: RUN uv pip install",
    "--> Using cache 05c59ec8b424",
    "--> 05c59ec8b42",
    "[2/2] STEP 1/2: FROM localhost/python",
    "[2/2] STEP 2/2: COPY backend/ ./backend/",
    "--> 6bb0a6ca467",
    "[2/2] COMMIT localhost/slipway",
  ].join("\n");
  expect(buildSteps(output)).toEqual([
    { instruction: "FROM localhost/python AS dependencies", reused: false },
    { instruction: "RUN uv pip install", reused: true },
    { instruction: "FROM localhost/python", reused: false },
    { instruction: "COPY backend/ ./backend/", reused: false },
  ]);
});
