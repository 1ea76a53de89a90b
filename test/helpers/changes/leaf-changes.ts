import type { Json } from "../../../model/json";
import type { RehearsedFixtureName } from "../fixtures";
import { accountLeaves, environmentLeaves, type LeafRow } from "../leaf-table";

/** Another value of one setting. */
export interface LeafChange {
  readonly to: Json;
  /** Settings that go with it, as they make no sense beside it. */
  readonly without?: readonly string[];
}

interface FixtureChanges {
  /** Name of the account's file. */
  readonly account: string;
  readonly environment: string;
  /** Repositories that the account has besides, so that a service can move to one. */
  readonly repositories: readonly string[];
  readonly accountLeaves: Readonly<Record<string, LeafChange>>;
  readonly environmentLeaves: Readonly<Record<string, LeafChange>>;
}

const size = { "size.cpuUnits": 256, "size.memoryMiB": 2048 } as const;

/** A changed value for each setting of the fixtures, to rehearse what changing it does. */
export const leafChanges: Readonly<Record<RehearsedFixtureName, FixtureChanges>> = {
  small: {
    account: "shop",
    environment: "staging",
    repositories: ["shop-worker"],
    accountLeaves: changesOf(accountLeaves),
    environmentLeaves: changesOf(environmentLeaves),
  },
  kinds: {
    account: "press",
    environment: "preview",
    repositories: [],
    accountLeaves: values({
      accountId: "210987654321",
      region: "eu-west-1",
      owner: "editors-team",
      "terraformCloud.organization": "press-labs",
      "repositories.site.name": "press/pages",
      "repositories.site.build.context": "pages",
      "repositories.site.build.file": "site/pages.Dockerfile",
      "repositories.tasks.keptImages": 30,
    }),
    environmentLeaves: {
      ...values({
        account: "press-labs",
        namePrefix: "press-next",
        "network.cidr": "10.18.0.0/16",
        "dns.domain": "next.example.org",
        "dns.zone.name": "preview.example.org",
        "cluster.name": "Press_Next",
        "alerts.email": "on-call@example.org",
        "budget.monthlyUsd": 500,
        "queues.tasks.longestTaskSeconds": 600,
      }),
      ...of("page", {
        port: 9090,
        healthCheckPath: "/healthy",
        repository: "search",
        ...size,
        "scaling.minimumTasks": 2,
        "scaling.maximumTasks": 5,
        "uses.0": "tasks",
        "secrets.SESSION_KEY": "page-session-key",
        "sidecars.proxy.image": `public.ecr.aws/nginx/nginx@sha256:${"2".repeat(64)}`,
        "sidecars.proxy.port": 8082,
        "sidecars.proxy.memoryMiB": 256,
        logGroup: "/press/preview/front",
        logStreamPrefix: "page",
      }),
      "services.page.kind": { to: "worker", without: ["services.page.port", "services.page.healthCheckPath"] },
      ...of("api", {
        port: 9091,
        healthCheckPath: "/alive",
        repository: "search",
        "command.0": "start",
        "command.1": "calls",
        "size.cpuUnits": 512,
        "size.memoryMiB": 1024,
        "scaling.minimumTasks": 2,
        "scaling.maximumTasks": 5,
        "routes.0.paths.0": "/calls/*",
        "routes.1.host": "calls.example.org",
        "uses.0": "search",
        "uses.1": "search",
        "secrets.SESSION_KEY": "api-session-key",
        "secrets.DATABASE_PASSWORD.arn": "arn:aws:secretsmanager:eu-central-1:234567890123:secret:press/other-GhIjKl",
        "secrets.DATABASE_PASSWORD.key": "secret",
        "permissions.0.actions.0": "bedrock:InvokeModelWithResponseStream",
        "permissions.0.resources.0": "arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-text-express-v1",
        "egress.0.port": 5433,
        "egress.0.to": "10.10.0.0/16",
      }),
      "services.api.kind": {
        to: "worker",
        without: ["port", "healthCheckPath", "routes"].map((setting) => `services.api.${setting}`),
      },
      ...of("search", {
        port: 9300,
        repository: "site",
        architecture: "x86_64",
        spotPercent: 75,
        ...size,
        "scaling.minimumTasks": 1,
        "scaling.maximumTasks": 5,
      }),
      "services.search.kind": { to: "worker", without: ["services.search.port"] },
      ...of("worker", {
        kind: "internal",
        repository: "site",
        "environment.log_level": "debug",
        "size.cpuUnits": 512,
        "size.memoryMiB": 1024,
        "scaling.minimumTasks": 1,
        "scaling.maximumTasks": 4,
      }),
      "services.worker.consumes": { to: "uploads" },
      ...of("report", {
        kind: "worker",
        "schedule.expression": "cron(0 7 * * ? *)",
        "schedule.timezone": "Europe/Paris",
        repository: "site",
        "command.0": "summary",
        "size.cpuUnits": 512,
        "size.memoryMiB": 1024,
      }),
    },
  },
  inside: {
    account: "clinic",
    environment: "acceptance",
    repositories: ["archive"],
    accountLeaves: values({
      accountId: "210987654321",
      region: "eu-west-2",
      owner: "care-team",
      "terraformCloud.organization": "clinic-labs",
    }),
    environmentLeaves: {
      ...values({
        account: "clinic-labs",
        namePrefix: "clinic-next",
        "network.cidr": "10.21.0.0/16",
        "dns.domain": "files.example.net",
        "dns.zone.name": "records.example.net",
        "loadBalancer.scheme": "internet-facing",
        "loadBalancer.certificateArn":
          "arn:aws:acm:eu-west-1:345678901234:certificate/87654321-90ab-cdef-1234-567890abcdef",
        "alerts.email": "on-call@example.net",
        "budget.monthlyUsd": 150,
      }),
      ...of("records", {
        kind: "internal",
        port: 9443,
        healthCheckPath: "/healthy",
        repository: "archive",
        "containerHealthCheck.command.0": "CMD",
        "containerHealthCheck.command.1": "curl -fk https://localhost:8443/ready || exit 1",
        "containerHealthCheck.retries": 4,
        "size.cpuUnits": 512,
        "size.memoryMiB": 1024,
        "scaling.minimumTasks": 2,
        "scaling.maximumTasks": 3,
        "scaling.requestsPerTarget": 500,
        "agentToAgent.mutualTls.caBundle.bucket": "clinic-authorities",
        "agentToAgent.mutualTls.caBundle.key": "agents.pem",
      }),
    },
  },
};

function values(changed: Readonly<Record<string, Json>>): Readonly<Record<string, LeafChange>> {
  return Object.fromEntries(Object.entries(changed).map(([leaf, to]) => [leaf, { to }]));
}

function of(service: string, changed: Readonly<Record<string, Json>>): Readonly<Record<string, LeafChange>> {
  return values(Object.fromEntries(Object.entries(changed).map(([leaf, to]) => [`services.${service}.${leaf}`, to])));
}

function changesOf(rows: Readonly<Record<string, LeafRow>>): Readonly<Record<string, LeafChange>> {
  return Object.fromEntries(Object.entries(rows).map(([leaf, { to, without }]) => [leaf, { to, without }]));
}
