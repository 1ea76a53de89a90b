import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { RootConstruct } from "constructs";
import { describe, expect, test } from "vitest";
import type { Environment } from "../config/schema/environment";
import { objectOf, parseJson } from "../model/json";
import { MendableError } from "../model/mendable-error";
import { planAccount } from "../model/plan/account-plan";
import { type ProviderFeature, providerVersionConstraint } from "../model/provider-features";
import { anAccount, anEnvironment, aService, signedTokens } from "../test/helpers/environments";
import { baseTemplate, runtimeTemplate } from "../test/helpers/stack-templates";
import { cloud, rehearsal } from "../test/helpers/stacks";
import { templateOf } from "../test/helpers/synthesize";
import type { Template } from "../test/helpers/template";
import { AwsStack } from "./aws-stack";
import type { Target } from "./target";
import { TerraformCloudBlock } from "./terraform-cloud-block";

const tags = { Owner: "platform-team", Stack: "staging" };

function stackFor(target: Target, account = anAccount()): AwsStack {
  return new AwsStack(new RootConstruct(), "staging", {
    kind: "runtime",
    account: planAccount(account),
    target,
    tags,
    deletionProtection: true,
  });
}

function terraformBlock(template: Template) {
  return objectOf(objectOf(parseJson(template.json)).terraform);
}

describe("on the cloud target", () => {
  test("the state is in the Terraform Cloud workspace of the stack's name, on a host that the environment may choose", () => {
    const { cloud: block, backend } = terraformBlock(templateOf(stackFor(cloud)));
    expect(block).toEqual({ organization: "shop-works", workspaces: { name: "staging" } });
    expect(backend).toBeUndefined();
  });

  test("the workspace's name begins with the account's prefix", () => {
    const account = anAccount({ terraformCloud: { organization: "shop-works", workspacePrefix: "agents" } });
    const { cloud: block } = terraformBlock(templateOf(stackFor(cloud, account)));
    expect(block).toEqual({ organization: "shop-works", workspaces: { name: "agents-staging" } });
  });

  test("the provider refuses every account but this one, and tags everything", () => {
    expect(templateOf(stackFor(cloud)).providers("aws")).toEqual([
      { region: "us-east-1", allowed_account_ids: ["123456789012"], default_tags: [{ tags }] },
    ]);
  });
});

describe("on the local target", () => {
  test("the state is in a file of the project, by a path without this machine's folders", () => {
    const { cloud: block, backend } = terraformBlock(templateOf(stackFor(rehearsal)));
    expect(block).toBeUndefined();
    expect(backend).toEqual({ local: { path: "../../../.slipway/local/state/staging.tfstate" } });
  });

  test("the provider is pinned, and finds the emulator in a profile of the project", () => {
    const template = templateOf(stackFor(rehearsal));
    expect(providerRange(template)).toBe("5.100.0");
    expect(template.providers("aws")).toEqual([
      {
        region: "us-east-1",
        allowed_account_ids: ["123456789012"],
        default_tags: [{ tags }],
        profile: "slipway-local",
        shared_config_files: ["../../../.slipway/local/aws-config"],
        shared_credentials_files: ["../../../.slipway/local/aws-config"],
        skip_credentials_validation: true,
        skip_metadata_api_check: "true",
        skip_region_validation: true,
        s3_use_path_style: true,
        max_retries: 2,
      },
    ]);
  });
});

describe("the provider range", () => {
  const blueGreen = { strategy: "blue-green" } as const;
  const users: Readonly<Record<ProviderFeature, { environment: Environment; range: string }>> = {
    "alb-jwt-validation": {
      environment: anEnvironment({ services: { agent: aService({ agentToAgent: signedTokens }) } }),
      range: ">= 6.22.0, < 7.0.0",
    },
    "ecs-blue-green": {
      environment: anEnvironment({ services: { agent: aService({ deployment: blueGreen }) } }),
      range: ">= 6.4.0, < 7.0.0",
    },
  };

  test.each(Object.entries(users))(
    "is what %s needs, in the stack that uses it",
    (_feature, { environment, range }) => {
      expect(providerRange(runtimeTemplate(environment))).toBe(range);
      expect(providerRange(baseTemplate(environment))).toBe(providerVersionConstraint([], ["aws_flow_log"]));
    },
  );

  test("is the widest where nothing needs more", () => {
    expect(providerRange(runtimeTemplate(anEnvironment()))).toBe(">= 5.100.0, < 7.0.0");
  });
});

test("a resource type without a record is refused, by the file to write", () => {
  const stack = stackFor(cloud);
  new DbInstance(stack, "orders", { instanceClass: "db.t4g.micro" });
  expect(() => templateOf(stack)).toThrow(
    new MendableError(
      "nothing is known of aws_db_instance; write its record in model/aws-types/db.ts, for model/aws-types/records.ts",
    ),
  );
});

test("a resource type that no role of the delivery may plan there is refused", () => {
  const stack = stackFor(cloud);
  new KmsKey(stack, "key", {});
  expect(() => templateOf(stack)).toThrow(
    new MendableError(
      "no role of the delivery may plan aws_kms_key in a stack of kind runtime; say for which capability, under managedIn of its record in model/aws-types",
    ),
  );
});

test("no stack reads the state of another", () => {
  const block = new TerraformCloudBlock(stackFor(rehearsal), "state", {
    organization: "shop-works",
    hostname: "app.terraform.io",
    workspace: "staging",
  });
  expect(() => block.getRemoteStateDataSource()).toThrow("never read another stack's state");
});

function providerRange(template: Template) {
  return objectOf(objectOf(terraformBlock(template).required_providers).aws).version;
}
