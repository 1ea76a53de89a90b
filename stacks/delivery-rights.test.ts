import { describe, expect, test } from "vitest";
import { parseTemplate } from "../checks/template";
import type { Environment } from "../config/schema/environment";
import { awsType, typesIn, type Use } from "../model/aws-types/records";
import { capabilities } from "../model/capability";
import { environmentRights } from "../model/delivery/delivered-environment";
import { attachedPoliciesLimit, managedPolicyCharacters, ownPolicyCharacters } from "../model/delivery/policy-size";
import { planEnvironment } from "../model/plan/environment-plan";
import {
  anAccount,
  anEnvironment,
  aService,
  clientCertificates,
  existingVpc,
  ownZone,
} from "../test/helpers/environments";
import { accountRoles } from "../test/helpers/iam/account-roles";
import { cloud, configurationOf, stacksOf, terraformJson } from "../test/helpers/stacks";

const account = anAccount({
  github: { organization: "shop-works", organizationId: 100000001, repository: "agents", repositoryId: 200000001 },
});

const model = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-text-lite-v1";
const small = { repository: "shop-agent", size: { cpuUnits: 256, memoryMiB: 512 } } as const;
const scaling = { minimumTasks: 1, maximumTasks: 2 };
const schedule = { expression: "cron(0 3 * * ? *)" };
const weekdays = {
  timezone: "America/Los_Angeles",
  start: "Mon-Fri 08:00",
  stop: "Mon-Fri 20:00",
  weekend: "teardown",
} as const;
const volumes = { documents: {} };
const everyKind = {
  agent: aService({ uses: ["search"], permissions: [{ actions: ["bedrock:InvokeModel"], resources: [model] }] }),
  page: aService({ routes: [{ paths: ["/page/*"] }], deployment: { strategy: "blue-green" } }),
  search: { kind: "internal", port: 8000, scaling, ...small },
  work: { kind: "worker", consumes: "tasks", scaling, ...small },
  report: { kind: "job", schedule, ...small },
  archive: {
    kind: "internal",
    port: 9000,
    scaling: { minimumTasks: 1, maximumTasks: 1 },
    volumes: { documents: "/data" },
    ...small,
  },
} as const;

const { page, agent, search, work } = everyKind;
const { deployment: _, ...rolling } = page;
const onHosts = {
  compute: "ec2",
  instances: { type: "t3.large", minimum: 1, maximum: 2, scaling: { scaleOutPercent: 70, scaleInPercent: 30 } },
  services: { agent, page: { ...rolling, port: 8082 }, search, work },
} as const;

describe("an environment that uses every capability", () => {
  const queues = { tasks: { longestTaskSeconds: 60 } };
  const buckets = { uploads: {} };
  const everything = anEnvironment({ buckets, queues, volumes, schedule: weekdays, services: everyKind }, account);
  const onInstances = anEnvironment({ ...onHosts, buckets, queues }, account);
  const { uses } = environmentRights(planEnvironment(everything));

  test("is this one, and one on instances", () => {
    const notOnFargate = capabilities.filter((capability) => capability !== "account" && !uses.includes(capability));
    expect(notOnFargate).toEqual(["hosts"]);
    expect(environmentRights(planEnvironment(onInstances)).uses).toContain("hosts");
  });

  test.each([
    ["on Fargate", everything],
    ["on instances", onInstances],
  ])("fits %s into policies that are four fifths full, and ten a role", (_, environment) => {
    const made = accountRoles(account, [environment]);
    const tooLong = made.managed.filter(({ text }) => text.length > managedPolicyCharacters);
    expect(tooLong.map(({ name }) => name)).toEqual([]);
    const strained = made.roles.filter(
      ({ inlineLength, attached }) => inlineLength > ownPolicyCharacters || attached > attachedPoliciesLimit,
    );
    expect(strained.map(({ name }) => name)).toEqual([]);
  });
});

test.each(["base", "runtime"] as const)("each call of a stack of kind %s has somewhere to be allowed", (kind) => {
  const dns = ownZone({ delegated: true });
  const services = { agent: aService({ agentToAgent: clientCertificates }) };
  const environments = [
    anEnvironment({
      queues: { tasks: { longestTaskSeconds: 60 } },
      volumes,
      schedule: weekdays,
      dns,
      services: { ...everyKind, ...services },
    }),
    anEnvironment({ network: { existingVpc } }),
    anEnvironment({ ...onHosts, queues: { tasks: { longestTaskSeconds: 60 } } }),
  ];
  const sets = environments.map((environment) => environmentRights(planEnvironment(environment)).arnSets);
  const calls = typesIn(kind, "managedIn", "lookedUpIn").flatMap((type) => type.calls);
  // The key's own policy allows what changes it.
  const byRole = calls.filter(({ on }) => on !== "ownKey");
  expect(byRole.filter(({ on }) => sets.every((set) => (set[on]?.arns ?? []).length === 0))).toEqual([]);
});

const queues = { tasks: { longestTaskSeconds: 60 } };

test.each([
  ["with everything", anEnvironment({ queues, volumes, schedule: weekdays, services: everyKind })],
  ["in a VPC of others, without a domain", anEnvironment({ network: { existingVpc }, dns: undefined })],
  ["on instances", anEnvironment({ ...onHosts, queues })],
  ["with queues alone", anEnvironment({ queues, services: {}, network: undefined, dns: undefined })],
])("an environment %s uses a capability that brings each of its types", (_, environment) => {
  const { uses } = environmentRights(planEnvironment(environment));
  const [, base, runtime] = stacksOf(configurationOf(environment), cloud);
  const unused = Object.entries({ base, runtime }).flatMap(([kind, stack]) => {
    if (stack === undefined || (kind !== "base" && kind !== "runtime")) throw new RangeError(`${kind} is not made`);
    const { resources, dataSources } = parseTemplate(terraformJson(stack));
    const lacks = (use: Use) => (type: string) =>
      !awsType(type)[use][kind]?.some((capability) => uses.includes(capability));
    return [
      ...resources.map(({ type }) => type).filter(lacks("managedIn")),
      ...dataSources.map(({ type }) => type).filter(lacks("lookedUpIn")),
    ];
  });
  expect(unused).toEqual([]);
});

describe("a role", () => {
  const withQueues = anEnvironment({ queues: { tasks: { longestTaskSeconds: 60 } } }, account);
  const minimal = anEnvironment({ network: { existingVpc }, dns: undefined }, account);
  const actionsOf = (environment: Environment, workspace: string) => {
    const role = accountRoles(account, [environment]).roles.find(
      ({ name }) => name === `slipway-shop-${workspace}-apply`,
    );
    return new Set(role?.policies.flat().flatMap(({ actions }) => actions.patterns));
  };

  test("has no rights to what its environment does not use", () => {
    const [base, runtime] = [actionsOf(minimal, "staging-base"), actionsOf(minimal, "staging")];
    expect(
      [...base, ...runtime].filter((action) =>
        /^(acm|route53):|(Create|Delete)(Vpc|Route|Subnet|FlowLog)/.test(action),
      ),
    ).toEqual([]);
    expect([...runtime]).toContain("ec2:CreateSecurityGroup");
  });

  test("may change the records of its domain, and of those that it answered to before", () => {
    const environment = anEnvironment(
      { dns: { domain: "new.example.com", formerDomains: ["old.example.com"], zone: { name: "example.com" } } },
      account,
    );
    const { records } = environmentRights(planEnvironment(environment)).arnSets;
    expect(records?.conditions?.change).toMatchObject({
      "ForAllValues:StringLike": {
        "route53:ChangeResourceRecordSetsNormalizedRecordNames": [
          "new.example.com",
          "_*.new.example.com",
          "old.example.com",
          "_*.old.example.com",
        ],
      },
    });
  });

  test("may remove what bears a former name", () => {
    const former = { ...minimal, formerNames: { taskRoles: ["ShopTaskRole"], logGroups: ["/shop/agent"] } };
    const { boundedRoles, roles, logGroups } = environmentRights(planEnvironment(former)).arnSets;
    for (const set of [boundedRoles, roles]) expect(set?.arns).toContain("arn:aws:iam::123456789012:role/ShopTaskRole");
    expect(logGroups?.arns).toContain("arn:aws:logs:us-east-1:123456789012:log-group:/shop/agent");
  });

  test("may remove, and not make again, what is on the list of what goes", () => {
    const ofQueues = (environment: Environment) =>
      [...actionsOf(environment, "staging-base")].filter((action) => action.startsWith("sqs:")).sort();
    expect(ofQueues(minimal)).toEqual([]);
    expect(ofQueues(withQueues)).toContain("sqs:CreateQueue");
    expect(ofQueues({ ...minimal, retired: ["queues"] })).toEqual(
      ofQueues(withQueues).filter((action) => action !== "sqs:CreateQueue"),
    );
  });
});
