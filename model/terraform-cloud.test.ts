import { expect, test } from "vitest";
import { workspaceName } from "./terraform-cloud";

test("names a workspace after its stack", () => {
  expect(workspaceName({}, "staging-base")).toBe("staging-base");
});

test("puts the prefix before it, where an organization keeps workspaces of others too", () => {
  expect(workspaceName({ workspacePrefix: "agents" }, "staging")).toBe("agents-staging");
});
