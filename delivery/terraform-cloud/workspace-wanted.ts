import type { Environment } from "../../config/schema/environment";
import { terraformCloudAudience } from "../../model/delivery/trust";
import { planAccount } from "../../model/plan/account-plan";
import { isAccountStackName } from "../../model/stack-names";
import { scheduledTeam, workspaceName } from "../../model/terraform-cloud";
import { confirmsScheduled, type WantedAccess } from "./scheduled-access";
import type { WorkspaceSettings } from "./workspace-facts";

/** What a stack's workspace has to be. */
export interface WantedWorkspace {
  readonly stack: string;
  readonly name: string;
  readonly settings: WorkspaceSettings;
  readonly project: string;
  /** It may have others. */
  readonly tags: readonly string[];
  /** Environment variables of its runs, none of them secret. */
  readonly variables: Readonly<Record<string, string>>;
  /** By team; absent where the account names no teams. */
  readonly access: Readonly<Record<string, WantedAccess>>;
}

/** @param byAdministrator whether runs of the account's stack are a person's own for now, as the roles of its runs are made by it */
export function wantedWorkspace(
  environment: Pick<Environment, "name" | "account" | "schedule">,
  stack: string,
  { byAdministrator }: { readonly byAdministrator: boolean },
): WantedWorkspace {
  const { account } = environment;
  const { terraformCloud } = account;
  const { arns } = planAccount(account);
  const { teams } = terraformCloud;
  return {
    stack,
    name: workspaceName(terraformCloud, stack),
    settings: {
      "auto-apply": false,
      "auto-apply-run-trigger": false,
      "execution-mode": byAdministrator && isAccountStackName(stack) ? "local" : "remote",
      "terraform-version": terraformCloud.terraformVersion,
    },
    project: terraformCloud.project,
    tags: [
      "slipway",
      `account:${account.name}`,
      // The account's stack is of all its environments.
      ...(isAccountStackName(stack) ? [] : [`environment:${environment.name}`]),
    ],
    variables: {
      TFC_AWS_PROVIDER_AUTH: "true",
      TFC_AWS_PLAN_ROLE_ARN: arns.planRole(stack),
      TFC_AWS_APPLY_ROLE_ARN: arns.applyRole(stack),
      TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE: terraformCloudAudience,
    },
    access: {
      ...(teams === undefined ? {} : ({ [teams.pipeline]: "plan", [teams.approvers]: "write" } as const)),
      ...(teams !== undefined && stack === environment.name && environment.schedule?.weekend === "teardown"
        ? { [scheduledTeam(teams, environment.name)]: confirmsScheduled }
        : {}),
    },
  };
}
