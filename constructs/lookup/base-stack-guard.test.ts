import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { BaseStackGuard, type BaseStackGuardProps } from "./base-stack-guard";

const aGuard = (overrides: Partial<BaseStackGuardProps> = {}): BaseStackGuardProps => ({
  baseStack: "staging-base",
  parameterPath: "/shop-staging/image-digests",
  parameters: ["/shop-staging/image-digests/agent"],
  lacks: "a service",
  ...overrides,
});

test("reads the parameters' names, decrypts nothing and makes nothing", () => {
  const template = synthesize((scope) => {
    new BaseStackGuard(scope, "base-stack", aGuard());
  });
  expect(template.addresses()).toEqual(["data.aws_ssm_parameters_by_path.base-stack_image-parameters_F9FAAAB5"]);
  expect(template.dataSource("aws_ssm_parameters_by_path")).toMatchObject({
    path: "/shop-staging/image-digests",
    with_decryption: false,
  });
});

test("stops the plan with one sentence where a service's parameter is missing", () => {
  const template = synthesize((scope) => {
    new BaseStackGuard(scope, "base-stack", aGuard({ parameters: ["/shop/agent", "/shop/worker"] }));
  });
  expect(template.dataSource("aws_ssm_parameters_by_path").lifecycle).toEqual({
    postcondition: [
      {
        condition: `\${length(setsubtract(["/shop/agent","/shop/worker"], self.names)) == 0}`,
        error_message:
          "staging-base is not applied yet, or lacks a service; apply it first: npx cdktf deploy staging-base",
      },
    ],
  });
});

test("lets other lookups wait until it has passed", () => {
  const template = synthesize((scope) => {
    const { passed } = new BaseStackGuard(scope, "base-stack", aGuard());
    new DataAwsVpc(scope, "vpc", { dependsOn: [passed] });
  });
  const [guard] = template.addresses();
  expect(guard).toMatch(/^data\.aws_ssm_parameters_by_path\./);
  expect(template.dataSource("aws_vpc").depends_on).toEqual([guard]);
});
