import { posix } from "node:path";
import type { Configuration } from "../config/configuration";
import { planEnvironment } from "../model/plan/environment-plan";
import type { ServicePlan } from "../model/plan/service-plan";

/** What the tasks of one build are told somewhere. */
interface Told {
  readonly services: ReadonlySet<string>;
  /** Local values by variable, of each service that has it; nothing where the value is another one everywhere. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
  readonly secrets: ReadonlySet<string>;
}

/** Set by Slipway, and the same on every machine. */
const sameEverywhere: ReadonlySet<string> = new Set([
  "PORT",
  "LOAD_BALANCER_IDLE_TIMEOUT_SECONDS",
  "STOP_TIMEOUT_SECONDS",
]);

/**
 * `.env.example` beside each Dockerfile that the accounts' files name: every variable that a task of its image gets, with a
 * value for this machine. What belongs to an environment is left empty, and so is every secret.
 */
export function environmentExamples({ environments }: Pick<Configuration, "environments">): Record<string, string> {
  const files = new Map<string, ServicePlan[]>();
  for (const service of environments.map(planEnvironment).flatMap(({ services }) => services)) {
    const { build } = service.repository;
    if (build === undefined) continue;
    const file = posix.join(posix.dirname(build.file), ".env.example");
    files.set(file, [...(files.get(file) ?? []), service]);
  }
  return Object.fromEntries([...files].map(([file, services]) => [file, exampleText(toldTo(services))]));
}

function toldTo(services: readonly ServicePlan[]): Told {
  const values = new Map<string, Set<string>>();
  const secrets = services.flatMap((service) => ownContainer(service).secrets.map(({ variable }) => variable));
  for (const service of services) {
    for (const [name, value] of Object.entries(ownContainer(service).environment)) {
      const isKept = sameEverywhere.has(name) || name in service.settings.environment;
      values.set(name, (values.get(name) ?? new Set()).add(isKept && typeof value === "string" ? value : ""));
    }
  }
  values.set("DEPLOYMENT_ENVIRONMENT", new Set(["local"]));
  return { services: new Set(services.map(({ name }) => name)), values, secrets: new Set(secrets) };
}

function ownContainer({ name, task }: ServicePlan) {
  const own = task.containers.find((container) => container.name === name);
  if (own === undefined) throw new RangeError(`${name} has no container of its own`);
  return own;
}

function exampleText({ services, values, secrets }: Told): string {
  const lines = [...values].map(([name, own]) => {
    const [value = "", ...others] = own;
    return `${name}=${others.length === 0 ? value : ""}`;
  });
  return [
    `# What the tasks of ${[...services].sort().join(" and ")} are told, with values for this machine; made by npm run docs.`,
    ...lines.sort(),
    ...[...secrets]
      .sort()
      .flatMap((name) => ["# A secret: its value stands in no file of the repository.", `${name}=`]),
    "",
  ].join("\n");
}
