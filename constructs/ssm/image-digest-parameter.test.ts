import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { ImageDigestParameter } from "./image-digest-parameter";

test("holds a placeholder until the first release, and is never written by Terraform again", () => {
  const template = synthesize((scope) => {
    new ImageDigestParameter(scope, "agent", { name: "/shop-staging/image-digests/agent", service: "agent" });
  });
  expect(template.addresses()).toEqual(["aws_ssm_parameter.agent_parameter_69C26FA8"]);
  expect(template.resource("aws_ssm_parameter")).toEqual({
    name: "/shop-staging/image-digests/agent",
    description: "Digest of the image that service agent runs",
    type: "String",
    insecure_value: "unreleased",
    lifecycle: { ignore_changes: ["insecure_value"] },
  });
});
