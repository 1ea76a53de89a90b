import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { ServiceLookup, type ServiceLookupProps } from "./service-lookup";

const aService = (overrides: Partial<Omit<ServiceLookupProps, "after">> = {}) => ({
  environment: "staging",
  service: "agent",
  imageDigestParameter: "/shop-staging/image-digests/agent",
  secrets: [
    { id: "gcp-key", name: "shop-staging/gcp-key" },
    { id: "payment-api-key", name: "shop-staging/payment-api-key" },
  ],
  ...overrides,
});

const synthesized = (props: Omit<ServiceLookupProps, "after">) =>
  synthesize((scope) => {
    const after = new DataAwsCallerIdentity(scope, "guard");
    const { imageDigest, secretArns } = new ServiceLookup(scope, "agent", { ...props, after });
    new TerraformOutput(scope, "found", {
      value: { imageDigest, secretArns: Object.fromEntries(secretArns) },
    });
  });

const dependsOnGuard = { depends_on: ["data.aws_caller_identity.guard"] };
const template = synthesized(aService());

test("makes nothing, and reads no value of a secret", () => {
  expect(template.addresses()).toEqual([
    "data.aws_caller_identity.guard",
    "data.aws_secretsmanager_secret.agent_secret-gcp-key_A72D8824",
    "data.aws_secretsmanager_secret.agent_secret-payment-api-key_C55F3493",
    "data.aws_ssm_parameter.agent_image-digest_94CBDDCF",
  ]);
});

test("finds each secret once by its full name", () => {
  expect(template.dataSources("aws_secretsmanager_secret")).toEqual([
    { name: "shop-staging/gcp-key", ...dependsOnGuard },
    { name: "shop-staging/payment-api-key", ...dependsOnGuard },
  ]);
});

test("stops the plan with one sentence until an image is released", () => {
  expect(template.dataSource("aws_ssm_parameter")).toEqual({
    name: "/shop-staging/image-digests/agent",
    with_decryption: false,
    lifecycle: {
      postcondition: [
        {
          condition: `\${can(regex("^sha256:[0-9a-f]{64}$", self.insecure_value))}`,
          error_message:
            "service agent of staging has no image yet; push one and write its digest (sha256:...) to the parameter /shop-staging/image-digests/agent",
        },
      ],
    },
    ...dependsOnGuard,
  });
});

test("hands on the digest and the ARN of each secret by its full name", () => {
  const secretArn = (id: string) => reference(template, `data.aws_secretsmanager_secret.agent_secret-${id}`, "arn");
  expect(template.outputs().found).toEqual({
    value: {
      imageDigest: reference(template, "data.aws_ssm_parameter", "insecure_value"),
      secretArns: {
        "shop-staging/gcp-key": secretArn("gcp-key"),
        "shop-staging/payment-api-key": secretArn("payment-api-key"),
      },
    },
  });
});

test("looks for no secret where a service has none", () => {
  expect(synthesized(aService({ secrets: [] })).dataSources("aws_secretsmanager_secret")).toEqual([]);
});
