import { describe, expect, test } from "vitest";
import { configurationFolder, faultLines } from "../../test/helpers/configuration-folder";
import { loadConfiguration } from "../load";

const image = `public.ecr.aws/nginx/nginx@sha256:${"a".repeat(64)}`;
const account = `accountId: "210987654321"
region: eu-central-1
owner: shop-team
terraformCloud: { organization: retail }
`;
const service = "{ repository: shop, size: { cpuUnits: 256, memoryMiB: 512 }, ";
const web = `${service}kind: web, port: 8080, healthCheckPath: /health, scaling: { minimumTasks: 1, maximumTasks: 2 }`;
const worker = `${service}kind: worker, scaling: { minimumTasks: 1, maximumTasks: 2 }`;
const job = `${service}kind: job`;

/** Faults of an environment with these services, each on a line of its own from the third on, and of its further sections. */
function linesOf(services: Readonly<Record<string, string>>, sections = "", repositories = "{ shop: {} }", dns = "") {
  const staging = `account: retail
${Object.keys(services).length === 0 ? "" : "services:\n"}${Object.entries(services)
  .map(([name, settings]) => `  ${name}: ${settings} }\n`)
  .join("")}network: { cidr: 10.9.0.0/16 }
dns: { domain: shop.example.com, zone: { name: example.com }${dns} }
alerts: { email: shop-team@example.com }
budget: { monthlyUsd: 400 }
${sections}`;
  const folder = configurationFolder({
    "config/accounts/retail.yaml": `${account}repositories: ${repositories}\n`,
    "config/environments/staging.yaml": staging,
  });
  return faultLines(() => loadConfiguration(folder)).map((line) => line.replace(/^config\/\w+\//, ""));
}

test("takes a service of every kind", () => {
  const queues = "queues: { mails: { longestTaskSeconds: 60 } }\n";
  expect(
    linesOf(
      {
        site: `${web}, uses: [prices, mails]`,
        prices: web.replace("kind: web", "kind: internal").replace("healthCheckPath: /health, ", ""),
        mailer: `${worker}, consumes: mails`,
        report: `${job}, schedule: { expression: rate(1 day) }`,
      },
      queues,
    ),
  ).toEqual([]);
});

describe("a sidecar", () => {
  const sidecars = (...ports: readonly number[]) =>
    `${web}, sidecars: { ${ports.map((port, index) => `s${index}: { image: "${image}", port: ${port} }`).join(", ")} }`;

  test("has a port that no other container of the task has", () => {
    expect(linesOf({ site: sidecars(9000, 9001) })).toEqual([]);
    expect(linesOf({ site: sidecars(8080) })).toEqual([
      expect.stringMatching(
        /^staging.yaml:3:\d+ services.site.sidecars.s0.port: the program listens on 8080 already; choose another port$/,
      ),
    ]);
    expect(linesOf({ site: sidecars(9000, 9000) })).toEqual([
      expect.stringMatching(/ services.site.sidecars.s1.port: s0 listens on 9000 already; choose another port$/),
    ]);
  });

  test("leaves the program some of the task's memory", () => {
    const some = (memoryMiB: number) =>
      linesOf({ site: `${web}, sidecars: { s: { image: "${image}", memoryMiB: ${memoryMiB} } }` });
    expect(some(511)).toEqual([]);
    expect(some(512)).toEqual([
      expect.stringContaining(
        "services.site.sidecars: the sidecars may take 512 MiB of the task's 512, which leaves the program nothing; make size.memoryMiB larger",
      ),
    ]);
  });

  test("runs an image by its digest", () => {
    expect(linesOf({ site: `${web}, sidecars: { s: { image: "nginx:1" } }` })).toEqual([
      expect.stringContaining(
        "services.site.sidecars.s.image: nginx:1 is not an image with a digest; use its full name and digest",
      ),
    ]);
  });
});

describe("a secret", () => {
  const secret = "arn:aws:secretsmanager:eu-central-1:210987654321:secret:payment-AbCdEf";
  const key = (id: string) => `arn:aws:kms:eu-central-1:210987654321:key/${id}`;
  const own = key("00000000-0000-0000-0000-000000000000");
  const shown = (...settings: readonly string[]) =>
    linesOf({ site: `${web}, secrets: { ${settings.map((each, index) => `V${index}: ${each}`).join(", ")} }` });

  test.each([
    "payment",
    "{ name: payment, key: user }",
    "{ existing: team/payment, key: user }",
    `{ arn: "${secret}", kmsKeyArn: "${own}" }`,
    `{ arn: "${secret}", kmsKeyArn: "${key(`mrk-${"0".repeat(32)}`)}" }`,
  ])("is %s", (settings) => {
    expect(shown(settings)).toEqual([]);
  });

  test.each([
    [
      `{ arn: "${secret.replace("-AbCdEf", "")}" }`,
      "V0.arn: arn:aws:secretsmanager:eu-central-1:210987654321:secret:paym… is not the full ARN of a secret; use one with the hyphen and six characters at its end, as AWS shows it",
    ],
    ["{ name: a, arn: b }", "V0.arn: set either name, existing or arn, not both"],
    ["{ key: user }", "V0: set name, existing or arn"],
    [`{ existing: payment, kmsKeyArn: "alias/a" }`, "V0.kmsKeyArn: alias/a is not the ARN of a KMS key"],
  ])("is not %s", (settings, message) => {
    expect(shown(settings)).toEqual([expect.stringContaining(`services.site.secrets.${message}`)]);
  });

  test("has one key, in whatever variable it is shown", () => {
    const part = (name: string, rest: string) => `{ existing: payment, key: ${name}${rest} }`;
    const keyed = `, kmsKeyArn: "${own}"`;
    expect(shown(part("a", keyed), part("b", keyed), "{ existing: other }")).toEqual([]);
    expect(shown(part("a", keyed), part("b", ""))).toEqual([
      expect.stringContaining(
        "services.site.secrets.V1: V0 shows the same secret with another kmsKeyArn; write the same in both",
      ),
    ]);
  });
});

describe("what AWS has once", () => {
  test.each([
    [
      "a log group of two services",
      { site: `${web}, logGroup: /shop`, mailer: `${worker}, logGroup: /shop` },
      "log group /shop",
      "logGroup",
    ],
    [
      "a log group of another's name",
      { site: web, mailer: `${worker}, logGroup: /ecs/staging/site` },
      "log group /ecs/staging/site",
      "logGroup",
    ],
    [
      "the flow logs' group",
      { site: `${web}, logGroup: /vpc/staging/flow-logs` },
      "log group /vpc/staging/flow-logs",
      "logGroup",
    ],
    [
      "a role of two services",
      { site: `${web}, taskRoleName: Shop`, mailer: `${worker}, taskRoleName: shop` },
      "role name shop",
      "taskRoleName",
    ],
    [
      "a scheduler's role",
      { report: job, mailer: `${worker}, taskRoleName: staging-report-scheduler` },
      "role name staging-report-scheduler",
      "taskRoleName",
    ],
  ] as const)("is refused twice: %s", (_, services, what, setting) => {
    const [line = "", ...rest] = linesOf(services);
    expect(rest).toEqual([]);
    expect(line).toContain(`.${setting}: the ${what} is taken in this file already; choose another`);
  });

  test("is no Firestore database, which the services of an environment share", () => {
    const firestore = `firestore: { projectId: shop-1234, database: staging, access: { serviceAccountKey: { secret: key } } }`;
    expect(linesOf({ site: `${web}, ${firestore}`, mailer: `${worker}, ${firestore}` })).toEqual([]);
  });

  test("is a repository, by its name in ECR", () => {
    expect(linesOf({}, "", "{ shop: { name: retail/shop }, other: { name: shop } }")).toEqual([]);
    expect(linesOf({}, "", "{ shop: {}, other: { name: shop } }")).toEqual([
      "retail.yaml:5:42 repositories.other.name: shop is named shop in ECR too; choose another name",
    ]);
    expect(linesOf({}, "", "{ other: { name: shop }, shop: {} }")).toEqual([
      "retail.yaml:5:40 repositories.shop: other is named shop in ECR too; choose another name",
    ]);
    expect(linesOf({}, "", "{ s: {} }")).toEqual([
      expect.stringContaining(
        "retail.yaml:5:17 repositories.s: a repository is named with 2 to 256 lower-case letters",
      ),
    ]);
  });
});

describe("a queue", () => {
  const queue = (settings: string) => linesOf({}, `queues: { mails: { longestTaskSeconds: 60, ${settings} } }\n`);

  test("tells of a message before it is lost", () => {
    expect(queue("retentionDays: 1, alarmAgeSeconds: 86399")).toEqual([]);
    expect(queue("retentionDays: 1, alarmAgeSeconds: 86400")).toEqual([
      expect.stringContaining(
        "queues.mails.alarmAgeSeconds: no message is as old as 86400 seconds, as it is lost after 86400; use less, or raise retentionDays",
      ),
    ]);
  });

  test.each([
    [
      "mails: { longestTaskSeconds: 28801 }",
      "mails.longestTaskSeconds: 28801 is not allowed; use a whole number from 1 to 28800",
    ],
    [
      `${"m".repeat(33)}: { longestTaskSeconds: 60 }`,
      `${"m".repeat(33)}: a queue is named with at most 32 lower-case letters`,
    ],
    ["mails.fifo: { longestTaskSeconds: 60 }", "a queue is named with at most 32 lower-case letters"],
  ])("is not %s", (settings, message) => {
    expect(linesOf({}, `queues: { ${settings} }\n`)).toEqual([expect.stringContaining(message)]);
  });
});

describe("a load balancer", () => {
  const arn = "arn:aws:acm:eu-central-1:210987654321:certificate/00000000-0000-0000-0000-000000000000";
  test.each([
    ["{ scheme: internal }", []],
    [`{ certificateArn: "${arn}" }`, []],
    [
      "{ allowedCidrs: [10.0.0.0/8] }",
      [
        "staging.yaml:8:17 loadBalancer.allowedCidrs: an internet-facing load balancer takes everybody's connections; remove it, or set scheme: internal",
      ],
    ],
    [
      "{ certificateArn: a }",
      [
        "staging.yaml:8:33 loadBalancer.certificateArn: a is not the ARN of a certificate; use one of ACM such as arn:aws:acm:us-east-1:123456789012:certificate/...",
      ],
    ],
  ])("has %s, or says why not", (settings, faults) => {
    expect(linesOf({ site: web }, `loadBalancer: ${settings}\n`)).toEqual(faults);
  });

  test("that is internal has no failover by health checks from the internet", () => {
    const failing = (scheme: string) =>
      linesOf({ site: web }, `loadBalancer: { scheme: ${scheme} }\n`, undefined, ", failover: primary");
    expect(failing("internet-facing")).toEqual([]);
    expect(failing("internal")).toEqual([
      expect.stringMatching(/^staging.yaml:5:63 dns.failover: Route 53's health checks do not reach an internal/),
    ]);
  });
});
