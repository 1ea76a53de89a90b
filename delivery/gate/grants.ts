import { z } from "zod";
import { type Powers, unknownRight } from "./rights";

/** Attributes of a team's access that limit it, each with the values that do not lead past the gate. */
const limits: Readonly<Record<string, { readonly harmless: readonly unknown[]; readonly may: string }>> = {
  access: { harmless: ["read", "plan", "custom"], may: "apply in" },
  runs: { harmless: ["read", "plan"], may: "apply in" },
  variables: { harmless: ["none", "read"], may: "change the variables of" },
  "state-versions": { harmless: ["none", "read-outputs", "read"], may: "write the state of" },
  "sentinel-mocks": { harmless: ["none", "read"], may: "read the runs of" },
  "workspace-locking": { harmless: [true, false], may: "lock" },
  locking: { harmless: [true, false], may: "lock" },
  "run-tasks": { harmless: [false], may: "change the tasks, which runs have to pass, of" },
  "policy-overrides": { harmless: [false], may: "override the policies of" },
  // A workspace that is new is trusted by no role.
  create: { harmless: [true, false], may: "make workspaces in" },
  move: { harmless: [false], may: "move workspaces out of" },
  delete: { harmless: [false], may: "delete workspaces of" },
  settings: { harmless: ["read"], may: "change the settings of" },
  teams: { harmless: ["none", "read"], may: "change what teams may do in" },
  "variable-sets": { harmless: ["none", "read"], may: "change the variable sets of" },
};

/** The rights of a level are told with it, and can be chosen one by one where it is `custom` (Team access API, Project team access API). */
export const grantSchema = z.object({
  attributes: z
    .object({
      "project-access": z.record(z.string(), z.unknown()).nullish(),
      "workspace-access": z.record(z.string(), z.unknown()).nullish(),
    })
    .catchall(z.unknown()),
  relationships: z.object({ team: z.object({ data: z.object({ id: z.string() }) }) }),
});

/** What a team's access to a workspace or project comes to. @param place such as `workspace staging` */
export function powersOfGrant(place: string, { attributes }: z.output<typeof grantSchema>): Powers {
  const { "project-access": inProject, "workspace-access": inWorkspaces, ...own } = attributes;
  const given = [own, inProject ?? {}, inWorkspaces ?? {}].flatMap((rights) => Object.entries(rights));
  const set = given.filter(([, value]) => value !== null);
  return {
    powers: [
      ...new Set(
        set.flatMap(([name, value]) => {
          const limit = limits[name];
          return limit === undefined || limit.harmless.includes(value) ? [] : [`${limit.may} ${place}`];
        }),
      ),
    ],
    problems: set
      .filter(([name, value]) => limits[name] === undefined && value !== false && value !== "none")
      .map(([name]) => unknownRight(name, place)),
  };
}
