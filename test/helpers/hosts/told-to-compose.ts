import type { Told, ToldServices } from "./told";
import { writtenFile } from "./written-file";

interface Named {
  readonly name: string;
}

interface ComposeContainer {
  readonly image: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly network_mode?: string;
  readonly healthcheck?: {
    readonly test: readonly string[];
    readonly interval: string;
    readonly timeout: string;
    readonly retries: number;
    readonly start_period: string;
  };
  readonly restart: string;
  readonly stop_grace_period: string;
  readonly user: string;
  readonly privileged: boolean;
  readonly read_only: boolean;
  readonly init: boolean;
  readonly cap_drop: readonly string[];
  readonly mem_limit: string;
  readonly ports?: readonly { readonly target: number; readonly published: string }[];
  readonly expose?: readonly string[];
  readonly volumes: readonly { readonly source: string; readonly target: string; readonly read_only?: boolean }[];
  readonly logging: { readonly driver: string; readonly options: Readonly<Record<string, string>> };
}

interface Facts {
  readonly digests: readonly { readonly variable: string; readonly parameter: string }[];
  readonly secrets: readonly {
    readonly id: string;
    readonly variables: readonly (Named & { readonly key?: string })[];
  }[];
  readonly roles: readonly { readonly service: string; readonly arn: string }[];
}

/** What user data tells Docker Compose and the instance's own program. */
export function toldToCompose(userData: string): ToldServices {
  const facts: Facts = JSON.parse(writtenFile(userData, "/opt/slipway/facts.json"));
  const file: { readonly services: Readonly<Record<string, ComposeContainer>> } = JSON.parse(
    writtenFile(userData, "/opt/slipway/docker-compose.production.yml"),
  );
  const containers = Object.entries(file.services).map(([name, container]) => {
    const [service = "", sidecar = service] = name.split(".");
    return { service, name: sidecar, container };
  });
  return Object.fromEntries(
    facts.roles.map(({ service }) => {
      const own = containers.filter((one) => one.service === service);
      return [
        service,
        {
          containers: Object.fromEntries(
            own.map(({ name, container }) => [name, ofCompose(service, container, facts)]),
          ),
          ports: own.flatMap(({ container }) => portsOf(container)),
        },
      ];
    }),
  );
}

/** Where it is found: by other machines, or under its name by what is beside it. */
function portsOf({ ports = [], expose = [] }: ComposeContainer): readonly number[] {
  return [...ports.map(({ published }) => published), ...expose].map(Number);
}

/** What an instance sets in place of Fargate. */
const setByInstance = ["AWS_CONFIG_FILE", "AWS_DEFAULT_REGION", "AWS_EC2_METADATA_DISABLED", "AWS_REGION"];

const unescaped = (text: string) => text.replaceAll("$$", "$");
const amount = (text: string) => Number.parseInt(text, 10);
const isVariable = (text: string) => /^\$\w/.test(text);

function ofCompose(service: string, container: ComposeContainer, facts: Facts): Told {
  const { healthcheck: check, logging } = container;
  const variables = Object.entries(container.environment).filter(([name]) => !setByInstance.includes(name));
  const joined = container.network_mode?.replace("service:", "");
  const { options } = logging;
  return {
    image: imageOf(container.image, facts),
    command: container.command?.map(unescaped),
    entryPoint: container.entrypoint?.map(unescaped),
    environment: Object.fromEntries(
      variables.filter(([, value]) => !isVariable(value)).map(([name, value]) => [name, unescaped(value)]),
    ),
    secrets: Object.fromEntries(
      variables.filter(([, value]) => isVariable(value)).map(([name, value]) => [name, secretOf(value, facts)]),
    ),
    mounts: container.volumes
      .filter(({ target }) => target !== "/run/slipway")
      .map(({ source, target, read_only: isReadOnly = false }) => {
        const volume = source.replace(`${service}-tmp`, "tmp").replace("/run/slipway/volumes/", "");
        return `${volume} ${target} ${isReadOnly}`;
      }),
    healthCheck: check && [
      check.test.map(unescaped),
      amount(check.interval),
      amount(check.timeout),
      check.retries,
      amount(check.start_period),
    ],
    startsAfter: Object.fromEntries(
      Object.entries(container.depends_on ?? {})
        // What joins a network waits for its owner, which ECS needs no word for.
        .filter(([name]) => joined !== name || container.image.includes("$"))
        .map(([name, { condition }]) => [
          name.replace(`${service}.`, ""),
          condition === "service_healthy" ? "HEALTHY" : "START",
        ]),
    ),
    isRestarted: container.restart === "unless-stopped",
    stopSeconds: amount(container.stop_grace_period),
    user: container.user,
    isPrivileged: container.privileged,
    isReadOnly: container.read_only,
    hasInit: container.init,
    dropped: container.cap_drop,
    memoryMiB: amount(container.mem_limit),
    log: [
      logging.driver,
      options["awslogs-group"] ?? "",
      options["awslogs-region"] ?? "",
      (options["awslogs-stream"] ?? "").replace("/$INSTANCE_ID", ""),
      options.mode ?? "",
      options["max-buffer-size"] ?? "",
    ],
    role: roleOf(service, container, facts),
  };
}

function imageOf(image: string, { digests }: Facts): string {
  const [repository, digest = ""] = image.split("@");
  const parameter = digests.find(({ variable }) => digest === `$${variable}`)?.parameter ?? digest;
  return `${repository}@${parameter}`;
}

function secretOf(value: string, { secrets }: Facts): string {
  const found = secrets.flatMap(({ id, variables }) =>
    variables.flatMap(({ name, key }) => (value === `$${name}` ? [key === undefined ? id : `${id}:${key}::`] : [])),
  );
  return found.join(" and ");
}

/** The one whose credentials the container finds. */
function roleOf(service: string, { environment, volumes }: ComposeContainer, { roles }: Facts): string {
  const mounted = volumes.find(({ target }) => environment.AWS_CONFIG_FILE?.startsWith(`${target}/`));
  const role = roles.find(({ service: name }) => mounted?.source === `/run/slipway/tasks/${name}`);
  return role?.service === service ? role.arn.replace(/.*\//, "") : "none";
}
