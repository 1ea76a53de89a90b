import fs from "node:fs";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue, type SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformStack, Testing } from "cdktf";
import { RootConstruct } from "constructs";
import { afterEach, describe, expect, test } from "vitest";
import "./matchers";
import { oldestProviderVersion } from "../../model/provider-features";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

describe("toBeValidTerraform", () => {
  test("passes where the real provider knows every argument", () => {
    expect(folderWith({ name: "orders" })).toBeValidTerraform();
  });

  test("fails where the real provider knows an argument of a resource not", () => {
    const folder = folderWith({ name: "orders" }, (queue) => queue.addOverride("colour", "blue"));
    expect(() => expect(folder).toBeValidTerraform()).toThrow("colour");
  });

  test("fails where there is no folder", () => {
    expect(() => expect("no-such-folder").toBeValidTerraform()).toThrow("terraform directory");
  });
});

describe("toPlanSuccessfully", () => {
  test("passes where Terraform can plan", () => {
    expect(folderWith({ name: "orders" })).toPlanSuccessfully();
  });

  test("fails where the real provider refuses a value", () => {
    const folder = folderWith({ name: "orders", delaySeconds: 86_400 });
    expect(() => expect(folder).toPlanSuccessfully()).toThrow("plan");
  });
});

/** A stack of one queue, with a provider that calls nothing at plan. */
function folderWith(config: SqsQueueConfig, change: (queue: SqsQueue) => void = () => undefined): string {
  const stack = new TerraformStack(new RootConstruct(), "orders");
  new AwsProvider(stack, "aws", {
    region: "us-east-1",
    accessKey: "test",
    secretKey: "test",
    skipCredentialsValidation: true,
    skipMetadataApiCheck: "true",
    skipRequestingAccountId: true,
  });
  stack.addOverride("terraform.required_providers.aws", { source: "hashicorp/aws", version: oldestProviderVersion });
  change(new SqsQueue(stack, "orders", config));
  stack.addOverride("terraform.backend.local.path", "terraform.tfstate");
  const folder = Testing.fullSynth(stack);
  folders.push(folder);
  return folder;
}
