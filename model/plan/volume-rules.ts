import { temporaryPath } from "../container-definition";
import { andList } from "../wording";
import { choices, type Problem, problem, type RuleFacts, type ServiceRuleFacts } from "./rule-facts";

/** Why nothing can be mounted there, or nothing. */
export function mountPathProblem(path: string): string | undefined {
  if (!/^(\/[A-Za-z0-9._-]+)+$/.test(path) || /\/\.\.?(\/|$)/.test(path)) {
    return `${path} is not where a volume can be mounted; use an absolute path of letters, digits and ._- such as /data`;
  }
  return isWithin(path, temporaryPath)
    ? `${path} is where each task keeps what goes with it; use another path such as /data`
    : undefined;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** A volume has one writer, which has a path of its own for each. */
export function volumeProblems(facts: RuleFacts): readonly Problem[] {
  const {
    services,
    detachedVolumes,
    resources: { volumes = [] },
  } = facts;
  const mounts = Object.entries(services).flatMap(([service, { volumes: own = {} }]) =>
    Object.keys(own).map((volume) => ({ service, volume })),
  );
  return [
    ...mounts.flatMap(({ service, volume }, index) => {
      const other = mounts.slice(0, index).find((earlier) => earlier.volume === volume)?.service;
      return problem(["services", service, "volumes", volume], mountProblem(facts, volume, other), "key");
    }),
    ...Object.entries(services).flatMap(([name, service]) =>
      Object.keys(service.volumes ?? {}).length === 0 ? [] : writerProblems(facts, ["services", name], service),
    ),
    ...volumes
      .filter((volume) => !detachedVolumes.includes(volume) && !mounts.some((mount) => mount.volume === volume))
      .flatMap((volume) =>
        problem(
          ["volumes", volume],
          "no service mounts it; name it under a service's volumes, or set detached: true to keep its data meanwhile",
          "key",
        ),
      ),
  ];
}

function mountProblem(
  { detachedVolumes, resources: { volumes = [] } }: RuleFacts,
  volume: string,
  other: string | undefined,
): string | undefined {
  if (!volumes.includes(volume)) return `${volume} is not there; ${choices(volumes, "write it below volumes")}`;
  if (detachedVolumes.includes(volume)) return `${volume} is detached; take that away, or do not mount it`;
  return other === undefined
    ? undefined
    : `${other} writes ${volume} already; a volume has one writer: let the other ask it, or share a bucket or a queue`;
}

function writerProblems(
  { production }: RuleFacts,
  path: readonly string[],
  { kind, volumes = {}, scaling, spotPercent = 0, deployment }: ServiceRuleFacts,
): readonly Problem[] {
  const written = andList(Object.keys(volumes));
  const { maximumTasks = 1 } = scaling ?? {};
  return [
    ...pathProblems([...path, "volumes"], volumes),
    ...problem(
      [...path, "scaling", "maximumTasks"],
      maximumTasks > 1
        ? `${maximumTasks} tasks would write ${written} at once, and files that two programs write break; use 1, and let others read through this service, or keep what they share in a bucket`
        : undefined,
    ),
    ...problem(
      [...path, "spotPercent"],
      spotPercent > 0
        ? `a task that AWS takes back still writes ${written} while the next one starts; remove it`
        : undefined,
      "key",
    ),
    ...problem(
      [...path, "deployment", "strategy"],
      deployment?.strategy === "blue-green"
        ? `old and new tasks would write ${written} side by side; set rolling`
        : undefined,
    ),
    ...problem(
      [...path, "volumes"],
      production === true && kind === "web"
        ? "a production environment runs at least 2 tasks of kind web, and a volume has one writer; give it to a service of kind internal that this one uses"
        : undefined,
      "key",
    ),
  ];
}

function pathProblems(at: readonly string[], volumes: Readonly<Record<string, string>>): readonly Problem[] {
  const mounts = Object.entries(volumes);
  return mounts.flatMap(([volume, path], index) => {
    const other = mounts.slice(0, index).find(([, taken]) => isWithin(path, taken) || isWithin(taken, path));
    return problem(
      [...at, volume],
      other === undefined || path === ""
        ? undefined
        : `${path} lies in the same place as ${other[0]}, which is mounted at ${other[1]}; use a path beside it`,
    );
  });
}
