import { TerraformStack, Testing } from "cdktf";
import { RootConstruct } from "constructs";
import { expect, onTestFinished, test, vi } from "vitest";
import { TerraformCloudBlock } from "./terraform-cloud-block";

const aStack = (hostname = "app.terraform.io") => {
  const stack = new TerraformStack(new RootConstruct(), "staging");
  const block = new TerraformCloudBlock(stack, "state", { organization: "shop-works", hostname, workspace: "staging" });
  return { stack, block };
};

test("names organization and workspace, and no host, so that TF_CLOUD_HOSTNAME can aim it elsewhere", () => {
  expect(JSON.parse(Testing.synth(aStack().stack))).toEqual({
    terraform: { cloud: { organization: "shop-works", workspaces: { name: "staging" } } },
  });
});

test("names a host of one's own", () => {
  expect(JSON.parse(Testing.synth(aStack("terraform.example.com:8443").stack))).toMatchObject({
    terraform: { cloud: { hostname: "terraform.example.com:8443" } },
  });
});

test("tells cdktf that the state is in Terraform Cloud", () => {
  expect(aStack().block.toMetadata()).toEqual({ backend: "cloud", cloud: "tfc" });
});

test("takes part in a synthesis without starting a process", () => {
  vi.stubEnv("PATH", "/nowhere");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  expect(Testing.synth(aStack().stack, true)).toContain('"organization": "shop-works"');
});

test("refuses to read another stack's state", () => {
  const { block } = aStack();
  expect(() => block.getRemoteStateDataSource()).toThrow("stacks find each other by name");
});
