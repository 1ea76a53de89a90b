import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { ConfigurationError } from "../../config/diagnostics";

export const accountYaml = `accountId: "123456789012"
region: us-east-1
owner: platform-team
terraformCloud: { organization: shop-works }
repositories: { shop-agent: {} }
`;

/** A small valid environment; each line is an own setting, so that tests can change one. */
export const environmentYaml = `account: shop
network: { cidr: 10.1.0.0/16 }
dns: { domain: staging.example.com, zone: { name: example.com } }
services:
  agent:
    port: 8080
    healthCheckPath: /health
    repository: shop-agent
    size:
      cpuUnits: 512
      memoryMiB: 1024
    scaling: { minimumTasks: 1, maximumTasks: 4 }
    kind: web
alerts: { email: platform-team@example.com }
budget: { monthlyUsd: 450 }
`;

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

/** A project's folder with the given files, removed after the tests of the file. */
export function configurationFolder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-config-"));
  folders.push(root);
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), content);
  }
  return root;
}

/** A project's folder with one account and the given text as environment `staging`. */
export function stagingFolder(staging: string | Uint8Array, account: string = accountYaml): string {
  return configurationFolder({
    "config/accounts/shop.yaml": account,
    "config/environments/staging.yaml": staging,
  });
}

/** The lines that a person sees; none where loading succeeds. */
export function faultLines(load: () => unknown): readonly string[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split("\n");
    throw error;
  }
}

/** The text with one part exchanged, which it must hold exactly once. */
export function withPart(text: string, part: string, replacement: string): string {
  const pieces = text.split(part);
  if (pieces.length !== 2) throw new Error(`the text holds ${JSON.stringify(part)} ${pieces.length - 1} times`);
  return pieces.join(replacement);
}
