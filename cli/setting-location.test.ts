import { describe, expect, test } from "vitest";
import { environmentNamed } from "../config/environment-named";
import { stagingFolder } from "../test/helpers/configuration-folder";
import { locationText, settingLocator } from "./setting-location";

const yaml = `account: shop
namePrefix: shop-staging
network: { cidr: 10.1.0.0/16, nat: none }
dns: { domain: staging.example.com, zone: { name: example.com } }
services:
  agent:
    port: 8080
    healthCheckPath: /health
    repository: shop-agent
    size: { cpuUnits: 512, memoryMiB: 1024 }
    scaling: { minimumTasks: 1, maximumTasks: 4 }
    logRetentionDays: 7
    secrets: { PAYMENT_API_KEY: payment-api-key }
    kind: web
alerts: { email: platform-team@example.com }
budget: { monthlyUsd: 150 }
`;

describe("the setting behind a finding", () => {
  test.each([
    ["staging-base/agent-logs/group", "CKV_AWS_338", "12:5 services.agent.logRetentionDays"],
    ["staging-base/secret-payment-api-key/secret", "CKV2_AWS_57", "13:16 services.agent.secrets.PAYMENT_API_KEY"],
    ["account-shop/repository-shop-agent/repository", "CKV_AWS_136", "9:5 services.agent.repository"],
    ["staging-base/agent-security-group/group", "CKV2_AWS_5", "7:5 services.agent.port"],
    ["staging/agent-service/service", "CKV_AWS_333", "3:31 network.nat"],
    ["staging/agent-service/service", "CKV_AWS_332", "6:3 services.agent"],
    ["staging-base/flow-logs/logs/group", "CKV_AWS_338", "3:1 network.flowLogs"],
    ["staging/agent-to-agent/rule", "agent-to-agent-authenticated", "6:3 services.agent.agentToAgent"],
    ["staging-base/certificate/certificate", "CKV_AWS_233", "4:8 dns.domain"],
    ["staging/domain/record", "CKV2_AWS_23", "4:8 dns.domain"],
  ])("%s with %s is at %s", (constructPath, rule, expected) => {
    const root = stagingFolder(yaml);
    const location = settingLocator(root, environmentNamed(root, "staging"))({ constructPath, rule });
    expect(location && locationText(location)).toBe(`config/environments/staging.yaml:${expected}`);
  });

  test("is the account's file for its roles, and none where nobody chose anything", () => {
    const root = stagingFolder(yaml);
    const locate = settingLocator(root, environmentNamed(root, "staging"));
    expect(
      locate({ constructPath: "account-shop/staging-base-apply/policy", rule: "wildcard-resource" }),
    ).toMatchObject({
      file: "config/accounts/shop.yaml",
      setting: "terraformCloud",
    });
    expect(locate({ constructPath: "staging-base/load-balancer-logs/bucket", rule: "CKV_AWS_144" })).toBeUndefined();
  });
});
