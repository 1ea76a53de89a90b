import type { WorkspaceFacts } from "../terraform-cloud/workspace-facts";
import { readable } from "./facts";
import { type Breach, type GateCheck, proofOf } from "./proof";

export const autoApply: GateCheck = {
  id: "auto-apply",
  title: "no workspace applies a run by itself",
  prove: async ({ environment, workspaces }) => {
    const { read, problems } = readable(await workspaces());
    const wayOut = `correct it with: npx slipway workspace ${environment.name}`;
    const breaches = read.flatMap((workspace) => breachesOf(workspace, wayOut));
    const names = read.map(({ name }) => name).join(", ");
    return proofOf(breaches, problems, `auto-apply is off and execution remote in ${names}`);
  },
};

function breachesOf({ name, settings, vcsRepository }: WorkspaceFacts, wayOut: string): readonly Breach[] {
  const mode = settings["execution-mode"];
  return [
    ...(settings["auto-apply"] ? [{ what: `auto-apply is on in workspace ${name}`, wayOut }] : []),
    ...(settings["auto-apply-run-trigger"] === true
      ? [{ what: `auto-apply is on in workspace ${name} for runs that another workspace triggers`, wayOut }]
      : []),
    ...(mode === "local"
      ? [{ what: `workspace ${name} only keeps the state: whoever writes it applies without a run`, wayOut }]
      : []),
    ...(vcsRepository === undefined
      ? []
      : [
          {
            what: `pushes to ${vcsRepository} make the runs of workspace ${name}`,
            wayOut: "disconnect it in the workspace's settings, under version control",
          },
        ]),
  ];
}
