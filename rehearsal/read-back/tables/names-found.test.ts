import { describe, expect, test } from "vitest";
import type { Answers } from "../../../test/helpers/answering";
import { anEnvironment } from "../../../test/helpers/environments";
import { agentService, aNetwork } from "../testing/a-network";
import { compared } from "../testing/compared";
import { names } from "./names";

const record = { Name: "_check.staging.example.com.", Type: "CNAME", Value: "_answer.acm-validations.aws." };
const alias = { DNSName: "dualstack.shop-staging-1.us-east-1.elb.amazonaws.com.", HostedZoneId: "Z1" };
const agentPaths = { Field: "path-pattern", PathPatternConfig: { Values: ["/a2a", "/a2a/*"] } };
const refusal = { Type: "fixed-response", FixedResponseConfig: { StatusCode: "403" } };
const forward = { Type: "forward", TargetGroupArn: "target-group" };

function anEntrance(overrides: Answers = {}): Answers {
  return aNetwork({
    DescribeListeners: {
      Listeners: [
        { Port: 80, DefaultActions: [{ Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443" } }] },
        { Port: 443, ListenerArn: "https", Certificates: [{ CertificateArn: "own" }], DefaultActions: [forward] },
      ],
    },
    DescribeListenerCertificates: { Certificates: [{ CertificateArn: "own" }] },
    DescribeRules: (input) =>
      Reflect.get(input, "ListenerArn") === "https"
        ? { Rules: [{ IsDefault: true }, { Priority: "10", Conditions: [agentPaths], Actions: [refusal] }] }
        : {},
    DescribeTargetGroups: {
      TargetGroups: [{ TargetGroupArn: "target-group", TargetGroupName: "shop-staging-agent" }],
    },
    ListCertificates: { CertificateSummaryList: [{ CertificateArn: "own" }] },
    DescribeCertificate: {
      Certificate: {
        CertificateArn: "own",
        DomainName: "staging.example.com",
        Status: "ISSUED",
        DomainValidationOptions: [{ ResourceRecord: record }],
      },
    },
    ListHostedZones: { HostedZones: [{ Id: "zone", Name: "example.com." }] },
    ListResourceRecordSets: {
      ResourceRecordSets: [
        { Name: "example.com.", Type: "NS" },
        { Name: record.Name, Type: record.Type, ResourceRecords: [{ Value: record.Value }] },
        { Name: "staging.example.com.", Type: "A", AliasTarget: alias },
      ],
    },
    ListNamespaces: {},
    ...overrides,
  });
}

async function unexpected(overrides: Answers): Promise<readonly string[]> {
  return (await compared(names, anEnvironment(), anEntrance(overrides))).unexpected;
}

function withRule(rule: object): Answers {
  return { DescribeRules: { Rules: [{ Priority: "7", Actions: [forward], ...rule }] } };
}

describe("found", () => {
  test("are names, certificates and rules as promised", async () => {
    expect(await compared(names, anEnvironment(), anEntrance())).toMatchObject({
      rows: [
        "agent runs 1 task",
        "certificate of staging.example.com: ISSUED, its records stand",
        "port 443, everything else -> agent:8080",
        "port 443, rule 10: /a2a, /a2a/* -> refused by 403",
        "port 80, everything else -> redirected to HTTPS",
        "staging.example.com -> load balancer, certified on 443",
        "zone example.com",
      ],
      lacking: [],
      unexpected: [],
    });
  });

  test("is a token that is asked for before anything is forwarded", async () => {
    const JwtValidationConfig = {
      Issuer: "https://auth.example.com",
      JwksEndpoint: "https://auth.example.com/keys",
      AdditionalClaims: [{ Name: "aud", Values: ["agent"] }],
    };
    const Actions = [
      { ...forward, Order: 2 },
      { Type: "jwt-validation", Order: 1, JwtValidationConfig },
    ];
    expect(await unexpected(withRule({ Actions }))).toContain(
      "port 443, rule 7: everything else with a token of https://auth.example.com by https://auth.example.com/keys for aud agent -> agent:8080",
    );
  });

  test("are conditions of every kind, and what else an action does", async () => {
    const Conditions = [
      { Field: "path-pattern", Values: ["/c"] },
      { Field: "host-header", HostHeaderConfig: { Values: ["b.example.com"] } },
      { Field: "http-header" },
    ];
    const Actions = [{ Type: "authenticate-oidc" }, { Type: "forward", TargetGroupArn: "stranger" }];
    expect(await unexpected(withRule({ Conditions, Actions }))).toContain(
      "port 443, rule 7: b.example.com /c with a condition on http-header -> authenticate-oidc, target group stranger of nobody",
    );
  });

  test("is a listener that asks for client certificates", async () => {
    const Listeners = [{ Port: 8443, MutualAuthentication: { Mode: "verify" }, DefaultActions: [refusal] }];
    expect(await unexpected({ DescribeListeners: { Listeners } })).toContain(
      "port 8443, everything else with a client certificate -> refused by 403",
    );
  });

  test("is a name without a certificate that is valid for it", async () => {
    const Certificate = { CertificateArn: "own", DomainName: "example.net", Status: "ISSUED" };
    expect(await unexpected({ DescribeCertificate: { Certificate } })).toContain(
      "staging.example.com -> load balancer, without a certificate",
    );
    const wildcard = { Certificate: { ...Certificate, DomainName: "*.example.com" } };
    expect(await unexpected({ DescribeCertificate: wildcard })).not.toContain(
      "staging.example.com -> load balancer, without a certificate",
    );
  });

  test("are a certificate that will not be renewed, and records that lead elsewhere", async () => {
    const ResourceRecordSets = [
      { Name: "staging.example.com.", Type: "A", AliasTarget: { DNSName: "other.example.net." } },
      { Name: "old.example.com.", Type: "CNAME", ResourceRecords: [{ Value: "example.net" }] },
    ];
    expect(await unexpected({ ListResourceRecordSets: { ResourceRecordSets } })).toEqual([
      "certificate of staging.example.com: ISSUED, a record that validates it is gone",
      "record old.example.com CNAME of example.net",
      "record staging.example.com A of other.example.net",
    ]);
  });

  test("is a name that health decides on", async () => {
    const ResourceRecordSets = [
      { Name: "staging.example.com.", Type: "A", AliasTarget: alias, Failover: "PRIMARY", HealthCheckId: "check" },
    ];
    const HealthCheckConfig = {
      Type: "HTTPS",
      Port: 443,
      ResourcePath: "/health",
      FullyQualifiedDomainName: "shop-staging-1.us-east-1.elb.amazonaws.com",
    };
    const answers = {
      ListResourceRecordSets: { ResourceRecordSets },
      GetHealthCheck: { HealthCheck: { HealthCheckConfig } },
    };
    expect(await unexpected(answers)).toContain(
      "staging.example.com -> load balancer, certified on 443, primary while HTTPS load balancer:443/health is healthy",
    );
  });

  test("are private names with and without a service, and a schedule that is off", async () => {
    const Services = [
      { Name: "agent", Arn: "registry" },
      { Name: "gone", Arn: "other" },
    ];
    const EcsParameters = { TaskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/report" };
    const rows = await unexpected({
      DescribeServices: { services: [{ ...agentService, serviceRegistries: [{ registryArn: "registry" }] }] },
      ListNamespaces: { Namespaces: [{ Id: "namespace", Name: "shop-staging.internal" }] },
      ListServices: (input) => ("cluster" in input ? { serviceArns: ["agent"] } : { Services }),
      ListSchedules: { Schedules: [{ Name: "report" }] },
      GetSchedule: { State: "DISABLED", Target: { EcsParameters } },
    });
    expect(rows).toEqual([
      "agent.shop-staging.internal -> agent",
      "gone.shop-staging.internal -> nobody",
      "report is started by nobody: its schedule is off",
    ]);
  });
});

test("what leads to another environment of the account is that one's", async () => {
  const dns = { domain: "branch.example.com", zone: { name: "example.com" } };
  const branch = { ...anEnvironment({ dns, namePrefix: "shop-branch" }), name: "branch" };
  const ResourceRecordSets = [{ Name: "branch.example.com.", Type: "A", AliasTarget: alias }];
  const Certificate = { CertificateArn: "another", DomainName: "branch.example.com", Status: "ISSUED" };
  const answers = anEntrance({ ListResourceRecordSets: { ResourceRecordSets }, DescribeCertificate: { Certificate } });
  const about = ({ unexpected }: { readonly unexpected: readonly string[] }) =>
    unexpected.filter((row) => row.includes("branch"));
  expect(about(await compared(names, anEnvironment(), answers))).toHaveLength(2);
  expect(about(await compared(names, anEnvironment(), answers, branch))).toEqual([]);
});
