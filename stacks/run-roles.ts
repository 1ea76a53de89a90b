import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Account } from "../config/schema/account";
import type { Environment } from "../config/schema/environment";
import { DeliveryRole } from "../constructs/iam/delivery-role";
import { IdentityProvider } from "../constructs/iam/identity-provider";
import { ManagedPolicy } from "../constructs/iam/managed-policy";
import { accountExtents, keepTheGuards } from "../model/delivery/account-extents";
import { deliveryBoundary, taskBoundary } from "../model/delivery/boundaries";
import { environmentExtents } from "../model/delivery/environment-extents";
import { stackTypes } from "../model/delivery/stack-types";
import { readStatements, writeStatements } from "../model/delivery/statements";
import { runTrustPolicy, terraformCloudAudience } from "../model/delivery/trust";
import type { PolicyStatement } from "../model/iam-policy";
import { accountNames } from "../model/naming";
import { accountStackName, baseStackName } from "../model/stack-names";
import { environmentReach } from "./environment-facts";

/** Boundaries, and for each workspace of the account one role that plans and one that applies. */
export function addRunRoles(stack: Construct, account: Account, environments: readonly Environment[]) {
  const names = accountNames(account.name);
  const { terraformCloud } = account;
  new ManagedPolicy(stack, "boundary", {
    name: names.boundary,
    description: "The most that a role can do which runs make",
    statements: taskBoundary(account),
  });
  const { arn: deliveryBoundaryArn } = new ManagedPolicy(stack, "delivery-boundary", {
    name: names.deliveryBoundary,
    description: "The most that a role of the delivery can do",
    statements: deliveryBoundary(account),
  });
  const provider = new IdentityProvider(stack, "terraform-cloud", {
    host: terraformCloud.hostname,
    audience: terraformCloudAudience,
    origin: terraformCloud.oidcProvider,
  });

  const addRole = (workspace: string, phase: "plan" | "apply", rights: Rights) => {
    const role = new DeliveryRole(stack, `${workspace}-${phase}`, {
      name: phase === "plan" ? names.planRole(workspace) : names.applyRole(workspace),
      description: `Terraform Cloud's ${phase} of ${workspace}`,
      trustPolicy: runTrustPolicy(terraformCloud, provider.arn, { stack: workspace, phase }),
      boundaryArn: deliveryBoundaryArn,
      ...rights,
    });
    new TerraformOutput(stack, `${workspace}-${phase}-role-arn`, { value: role.arn });
  };

  const own = accountExtents({ ...account, terraformCloudHost: terraformCloud.hostname });
  const accountStack = accountStackName(account.name);
  const ownReads = readStatements([stackTypes.account], own);
  addRole(accountStack, "plan", { statements: ownReads });
  addRole(accountStack, "apply", {
    statements: [...ownReads, ...writeStatements(stackTypes.account, own), keepTheGuards(account)],
  });

  for (const environment of environments) {
    const extents = environmentExtents(environmentReach(environment));
    const { arn: sharedPolicyArn } = new ManagedPolicy(stack, `${environment.name}-read`, {
      name: names.readPolicy(environment.name),
      description: `What plans and applies of ${environment.name} read`,
      statements: readStatements([stackTypes.base, stackTypes.runtime], extents),
    });
    for (const [workspace, types] of [
      [baseStackName(environment.name), stackTypes.base],
      [environment.name, stackTypes.runtime],
    ] as const) {
      addRole(workspace, "plan", { sharedPolicyArn, statements: [] });
      addRole(workspace, "apply", { sharedPolicyArn, statements: writeStatements(types, extents) });
    }
  }
  return { deliveryBoundaryArn };
}

interface Rights {
  readonly sharedPolicyArn?: string;
  readonly statements: readonly PolicyStatement[];
}
