import type { Json } from "../../model/json";

export interface LeafRow {
  /** Another valid value. */
  readonly to: Json;
  /** Settings that go with it, as they make no sense beside it. */
  readonly without?: readonly string[];
  /** Construct paths of exactly what a plan would show; `everything` for what all names or addresses are made of. */
  readonly changes: readonly string[] | "everything";
}

const taskDefinition = "staging/agent-service/task-definition";
const targetGroup = "staging/agent-target-group/target-group";
/** The load balancer checks the tokens, and the service once more. */
const agentTokens = [taskDefinition, "staging/agent-to-agent/rule"];
const secretReaders = ["staging/agent-execution-role/policy", "staging/agent-task-role/policy", taskDefinition];

/** What each setting of `config/environments/staging.yaml` decides, and nothing else. */
export const environmentLeaves: Readonly<Record<string, LeafRow>> = {
  account: { to: "shop-labs", changes: "everything" },
  namePrefix: { to: "shop-preview", changes: "everything" },
  "network.cidr": {
    to: "10.2.0.0/16",
    changes: [
      "staging-base/network/private-a-subnet",
      "staging-base/network/private-b-subnet",
      "staging-base/network/public-a-subnet",
      "staging-base/network/public-b-subnet",
      "staging-base/network/vpc",
    ],
  },
  "network.nat": {
    to: "per-zone",
    changes: ["staging/nat/address-b", "staging/nat/gateway-b", "staging/nat/route-b"],
  },
  "dns.domain": {
    to: "preview.example.com",
    changes: [
      "account-shop/staging-write-2/policy",
      taskDefinition,
      "staging/certificate/certificate",
      "staging/domain/alias",
      "staging/output.url",
    ],
  },
  "dns.zone.name": { to: "staging.example.com", changes: ["staging/zone"] },
  "services.agent.kind": {
    to: "worker",
    without: ["port", "healthCheckPath", "longLived", "agentToAgent"].map((setting) => `services.agent.${setting}`),
    changes: "everything",
  },
  "services.agent.port": {
    to: 9090,
    changes: ["staging/agent-port-security-group/group", "staging/agent-service/service", taskDefinition],
  },
  "services.agent.healthCheckPath": { to: "/ready", changes: [targetGroup] },
  "services.agent.longLived": {
    to: false,
    changes: [taskDefinition, targetGroup, "staging/load-balancer/load-balancer"],
  },
  "services.agent.repository": {
    to: "shop-worker",
    changes: [
      "account-shop/preflight/policy",
      "account-shop/staging-release/policy",
      "staging/agent-execution-role/policy",
      taskDefinition,
      "staging/output.repository-name",
    ],
  },
  "services.agent.size.cpuUnits": { to: 256, changes: [taskDefinition] },
  "services.agent.size.memoryMiB": { to: 2048, changes: [taskDefinition] },
  "services.agent.scaling.minimumTasks": {
    to: 2,
    changes: ["staging/agent-autoscaling/target", "staging/agent-service/service"],
  },
  "services.agent.scaling.maximumTasks": { to: 6, changes: ["staging/agent-autoscaling/target"] },
  "services.agent.taskRoleName": {
    to: "ShopAgentRole",
    changes: [
      "account-shop/preflight/policy",
      "account-shop/staging-base-write-2/policy",
      "account-shop/staging-base-write/policy",
      "account-shop/staging-read/policy",
      "account-shop/staging-release/policy",
      "account-shop/staging-write-2/policy",
      "account-shop/staging-write-3/policy",
      "staging/agent-task-role/policy",
      "staging/agent-task-role/role",
    ],
  },
  "services.agent.secrets.PAYMENT_API_KEY": {
    to: "payment-key",
    changes: [
      ...secretReaders,
      "account-shop/preflight/policy",
      ...secretPaths("payment-api-key"),
      ...secretPaths("payment-key"),
      "staging-base/output.secrets-to-fill",
    ],
  },
  "services.agent.firestore.access.serviceAccountKey.secret": {
    to: "firestore-key",
    changes: [
      "account-shop/preflight/policy",
      ...secretReaders,
      ...secretPaths("gcp-service-account-key"),
      ...secretPaths("firestore-key"),
      "staging-base/output.secrets-to-fill",
    ],
  },
  "services.agent.firestore.projectId": { to: "shop-preview", changes: [taskDefinition] },
  "services.agent.firestore.database": { to: "staging-agents", changes: [taskDefinition] },
  "services.agent.agentToAgent.jwt.issuer": { to: "https://login.example.com", changes: agentTokens },
  "services.agent.agentToAgent.jwt.jwksUrl": { to: "https://login.example.com/keys.json", changes: agentTokens },
  "services.agent.agentToAgent.jwt.audience": { to: "shop-agent", changes: agentTokens },
  "alerts.email": { to: "on-call@example.com", changes: ["staging-base/alerts/email"] },
  "budget.monthlyUsd": { to: 200, changes: ["staging-base/budget/budget"] },
};

const githubRoles = ["image-push", "preflight", "staging-release"].map((role) => `account-shop/${role}/role`);
const runRoles = ["account-shop", "staging-base", "staging"].flatMap((workspace) => [
  `account-shop/${workspace}-apply/role`,
  `account-shop/${workspace}-plan/role`,
]);

/** What each setting of `config/accounts/shop.yaml` decides. */
export const accountLeaves: Readonly<Record<string, LeafRow>> = {
  accountId: { to: "210987654321", changes: "everything" },
  region: { to: "eu-west-1", changes: "everything" },
  owner: { to: "agents-team", changes: inEveryStack("provider.aws") },
  // Of workspaces alone, which no stack makes: `slipway workspace` does, and its tests change them.
  "terraformCloud.teams.approvers": { to: "release-team", changes: [] },
  "terraformCloud.teams.pipeline": { to: "automation", changes: [] },
  "terraformCloud.organization": { to: "shop-labs", changes: [...runRoles, ...inEveryStack("terraform.cloud")] },
  // Of images alone: the workflow builds from them.
  "repositories.shop-agent.build.context": { to: "workloads", changes: [] },
  "repositories.shop-agent.build.file": { to: "agent.Dockerfile", changes: [] },
  "github.organization": { to: "shop-labs", changes: githubRoles },
  "github.organizationId": { to: 100000002, changes: githubRoles },
  "github.repository": { to: "shop-agents", changes: githubRoles },
  "github.repositoryId": { to: 200000002, changes: githubRoles },
};

function secretPaths(secret: string): readonly string[] {
  return [`staging-base/secret-${secret}/secret`, `staging/agent-base/secret-${secret}`];
}

function inEveryStack(block: string): readonly string[] {
  return ["account-shop", "staging-base", "staging"].map((stack) => `${stack}/${block}`);
}
