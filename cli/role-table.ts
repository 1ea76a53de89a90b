import type { RoleUse } from "../rehearsal/role-use";

/** What each role of the delivery called, what it was refused first, and of which services it holds rights that lay idle. */
export function roleTable(roles: readonly RoleUse[]): readonly string[] {
  if (roles.every(({ calls }) => calls === 0)) return [];
  const width = Math.max(...roles.map(({ role }) => role.length));
  return [
    `${"roles".padEnd(width)}  calls  denied  rights not used in this run`,
    ...roles.flatMap((use) => [rowOf(use, width), ...use.denied.slice(0, 1).map((message) => `  denied: ${message}`)]),
    "",
  ];
}

function rowOf({ role, calls, denied, rights, unused }: RoleUse, width: number): string {
  const idle = calls === 0 ? "not taken on in a rehearsal" : `${unused.length} of ${rights}${byService(unused)}`;
  return `${role.padEnd(width)}  ${String(calls).padStart(5)}  ${String(denied.length).padStart(6)}  ${idle}`;
}

function byService(actions: readonly string[]): string {
  const services = actions.map((action) => action.split(":")[0] ?? "");
  const counts = [...new Set(services)].map((service) => {
    return `${services.filter((other) => other === service).length} ${service}`;
  });
  return counts.length === 0 ? "" : `: ${counts.join(", ")}`;
}
