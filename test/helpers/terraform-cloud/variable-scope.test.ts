import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Database } from "./database";
import type { VariableSet } from "./organization-tables";
import { runEnvironment } from "./variable-scope";

const workspace = { id: "ws-1", organization: "shop-works", projectId: "prj-1" };
const nowhere = { isGlobal: false, projectIds: [], workspaceIds: [] };
const ofProject = { ...nowhere, projectIds: ["prj-1"] };
const ofWorkspace = { ...nowhere, workspaceIds: ["ws-1"] };
const ownedByProject = { ownerProjectId: "prj-1" };

/** Workspace variables, "Precedence", from the strongest to the weakest; the workspace's own stands between the two. */
const priority: readonly Partial<VariableSet>[] = [
  { ...nowhere, isGlobal: true, name: "z" },
  { ...ofProject, name: "y" },
  { ...ofWorkspace, name: "A" },
  { ...ofWorkspace, name: "b" },
  { ...ofProject, ...ownedByProject, name: "x" },
  { ...ofWorkspace, ...ownedByProject, name: "w" },
].map((set) => ({ ...set, isPriority: true }));

const usual: readonly Partial<VariableSet>[] = [
  { ...ofWorkspace, ...ownedByProject, name: "v" },
  { ...ofProject, ...ownedByProject, name: "u" },
  { ...ofWorkspace, name: "B" },
  { ...ofWorkspace, name: "a" },
  { ...ofProject, name: "t" },
  { ...nowhere, isGlobal: true, name: "s" },
];

function variable(value: string) {
  return { id: `var-${value}`, key: "REGION", value, category: "env", description: "", sensitive: false, hcl: false };
}

test("a run gets the variable of the strongest that has one", () => {
  const folder = mkdtempSync(join(tmpdir(), "slipway-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const database = new Database(folder);
  const { tables } = database;
  const set = (changes: Partial<VariableSet>): VariableSet => {
    const { name = "" } = changes;
    const of = { id: `varset-${name}`, organization: "shop-works", name, isPriority: false, ...nowhere };
    return { ...of, variables: [variable(name)], ...changes };
  };
  const foreign = [
    set({ ...nowhere, isGlobal: true, organization: "others", isPriority: true, name: "0" }),
    set({ name: "1" }),
  ];
  const won: (string | undefined)[] = [];
  tables.variables.push({ ...variable("own"), workspaceId: "ws-1" });
  for (let from = 0; from < priority.length; from++) {
    tables.variableSets = [...foreign, ...usual.map(set), ...priority.slice(from).map(set).reverse()];
    won.push(runEnvironment(database, workspace).REGION);
  }
  tables.variableSets = [...usual.map(set), ...foreign];
  won.push(runEnvironment(database, workspace).REGION);
  tables.variables = [];
  for (let from = 0; from < usual.length; from++) {
    tables.variableSets = [...foreign, ...usual.slice(from).map(set)];
    won.push(runEnvironment(database, workspace).REGION);
  }
  expect(won).toEqual(["z", "y", "A", "b", "x", "w", "own", "v", "u", "B", "a", "t", "s"]);
});
