import { expect, test } from "vitest";
import { environmentYaml, stagingFolder, withPart } from "../test/helpers/configuration-folder";
import { anAccount } from "../test/helpers/environments";
import { loadEnvironment } from "./load";
import { environmentWarnings } from "./warnings";

const warnings = (text: string) =>
  loadEnvironment(stagingFolder(text), "staging").environments.flatMap(environmentWarnings);
const dns = "dns: { domain: staging.example.com, zone: { name: example.com } }\n";

test("an environment with domain and NAT is warned about nothing", () => {
  expect(warnings(environmentYaml)).toEqual([]);
});

test("an environment without domain is told that it answers on plain HTTP", () => {
  expect(warnings(withPart(environmentYaml, dns, ""))).toEqual([
    "staging answers on plain HTTP only, and refuses agent-to-agent calls: it has no domain; set dns.domain",
  ]);
});

test("a zone that waits for its delegation is told the way on", () => {
  const waiting = "{ name: example.com, create: true, delegated: false }";
  expect(warnings(withPart(environmentYaml, "{ name: example.com }", waiting))).toEqual([
    "staging answers on plain HTTP only, and refuses agent-to-agent calls: its zone example.com is not delegated yet; enter its name servers, an output of staging-base, in the parent zone, and set dns.zone.delegated to true",
  ]);
  expect(warnings(withPart(environmentYaml, "{ name: example.com }", "{ name: example.com, create: true }"))).toEqual(
    [],
  );
});

test("tasks that stand in public subnets for want of NAT are pointed out, unless the VPC is somebody else's", () => {
  expect(warnings(withPart(environmentYaml, "10.1.0.0/16 }", "10.1.0.0/16, nat: none }"))).toEqual([
    "staging has no NAT: its tasks stand in the public subnets with public addresses, behind their security group alone",
  ]);
  const existing =
    "{ existingVpc: { vpcId: vpc-00000001, publicSubnetIds: [subnet-00000001, subnet-00000002], privateSubnetIds: [subnet-00000003, subnet-00000004] } }";
  expect(warnings(withPart(environmentYaml, "{ cidr: 10.1.0.0/16 }", existing))).toEqual([]);
});

test("a weekend's teardown that nobody could confirm is pointed out", () => {
  const torn = `${environmentYaml}schedule: { timezone: UTC, start: Mon-Fri 08:00, stop: Mon-Fri 20:00, weekend: teardown }\n`;
  const [environment] = loadEnvironment(stagingFolder(torn), "staging").environments;
  if (environment === undefined) throw new Error("staging is not there");
  const { account } = environment;
  const githubSettings = { organization: "shop", organizationId: 1, repository: "shop", repositoryId: 1 };
  const teams = { pipeline: "plan", approvers: "people", scheduled: "scheduled" };
  const told = (changes: Partial<typeof account>) =>
    environmentWarnings({ ...environment, account: { ...account, ...changes } });
  const says = (setting: string) => [
    `staging is never torn down at weekends: the token that confirms it is of a team, and a workflow of GitHub uses it; set ${setting} in the account's file, or weekend to sleep`,
  ];
  const terraformCloud = { ...account.terraformCloud, teams };
  expect(told({ terraformCloud: { ...terraformCloud, teams: undefined } })).toEqual(says("terraformCloud.teams"));
  expect(told({ terraformCloud, github: undefined })).toEqual(says("github"));
  expect(told({ terraformCloud, github: anAccount({ github: githubSettings }).github })).toEqual([]);
});
