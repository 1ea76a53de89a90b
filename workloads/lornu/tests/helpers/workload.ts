import { isDeepStrictEqual } from "node:util";
import type { SynthesizedContainer } from "../../../../test/helpers/task-definition";

/** What the program says of itself in `backend/interface.json`. */
export interface ProgramInterface {
  readonly variables: Readonly<Record<string, { readonly required: boolean; readonly secret: boolean }>>;
  /** Paths that answer to GET. */
  readonly paths: readonly string[];
  readonly agentToAgentPath: string;
}

/** What the last stage of a Dockerfile says of the image. */
export interface ImageFacts {
  readonly user: string;
  readonly ports: readonly number[];
  readonly volumes: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** The parts that must know the same: what ECS is told, what the load balancer asks, the program and its image. */
export interface Workload {
  readonly container: SynthesizedContainer;
  readonly healthCheckPath: string;
  /** Paths that the load balancer lets no unproven agent reach. */
  readonly guardedPaths: readonly string[];
  readonly program: ProgramInterface;
  readonly image: ImageFacts;
}

/** Where the parts disagree, one sentence each. */
export function workloadProblems(workload: Workload): readonly string[] {
  return [...variableProblems(workload), ...pathProblems(workload), ...imageProblems(workload)];
}

function variableProblems({ container, program, image }: Workload): readonly string[] {
  const plain = container.environment.map(({ name }) => name);
  const secret = container.secrets.map(({ name }) => name);
  const set = new Set([...plain, ...secret, ...Object.keys(image.environment)]);
  const declared = Object.entries(program.variables);
  return [
    ...[...plain, ...secret]
      .filter((name) => !Object.hasOwn(program.variables, name))
      .map((name) => `the task sets ${name}, which the program does not read`),
    ...declared
      .filter(([name, { required }]) => required && !set.has(name))
      .map(([name]) => `the program needs ${name}, which the task does not set`),
    ...plain
      .filter((name) => program.variables[name]?.secret === true)
      .map((name) => `the program keeps ${name} secret, and the task shows it as plain text`),
    ...secret
      .filter((name) => program.variables[name]?.secret === false)
      .map((name) => `the task keeps ${name} secret, and the program may show it`),
  ];
}

function pathProblems({ healthCheckPath, guardedPaths, program }: Workload): readonly string[] {
  const { paths, agentToAgentPath } = program;
  const guarded = [agentToAgentPath, `${agentToAgentPath}/*`];
  return [
    ...(paths.includes(healthCheckPath)
      ? []
      : [`the load balancer asks ${healthCheckPath}, and the program answers ${paths.join(", ")}`]),
    ...(isDeepStrictEqual(guardedPaths, guarded)
      ? []
      : [`the load balancer guards ${guardedPaths.join(", ")}, and agents are answered at ${guarded.join(", ")}`]),
  ];
}

function imageProblems({ container, image }: Workload): readonly string[] {
  const mapped = container.portMappings.map(({ containerPort }) => containerPort).join(", ");
  const told = container.environment.find(({ name }) => name === "PORT")?.value;
  const exposed = image.ports.join(", ");
  const preset = image.environment.PORT;
  const writable = container.mountPoints.flatMap(({ containerPath, readOnly }) => (readOnly ? [] : containerPath));
  return [
    ...(new Set([mapped, told, exposed, preset]).size === 1
      ? []
      : [`the task maps port ${mapped} with PORT=${told}, the image exposes ${exposed} with PORT=${preset}`]),
    ...differing("user", container.user, image.user),
    ...differing("folders to write", writable, image.volumes),
  ];
}

function differing(what: string, inTask: unknown, inImage: unknown): readonly string[] {
  return isDeepStrictEqual(inTask, inImage)
    ? []
    : [`${what}: the task has ${JSON.stringify(inTask)}, the image ${JSON.stringify(inImage)}`];
}

/** Reads what ENV, EXPOSE, USER and VOLUME of the last stage say; of a command that is repeated, the last. */
export function imageFacts(dockerfile: string): ImageFacts {
  const instructions = dockerfile
    .replaceAll(/\\\n/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));
  const wordsOf = (instruction: string) =>
    lastStage.filter((line) => line.startsWith(`${instruction} `)).flatMap((line) => line.split(/\s+/).slice(1));
  return {
    user: wordsOf("USER").at(-1) ?? "root",
    ports: wordsOf("EXPOSE").map(Number),
    volumes: wordsOf("VOLUME"),
    environment: Object.fromEntries(
      wordsOf("ENV").map((pair): [string, string] => {
        const [name = "", ...value] = pair.split("=");
        return [name, value.join("=")];
      }),
    ),
  };
}
