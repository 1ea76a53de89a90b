import { SSMClient } from "@aws-sdk/client-ssm";
import { Temporal } from "temporal-polyfill";
import type { Environment } from "../../config/schema/environment";
import { planEnvironment } from "../../model/plan/environment-plan";
import { scheduleOf } from "../../model/schedule/environment-week";
import { UserError } from "../../running/user-error";
import { inWords } from "../aws/aws-failure";
import { refuseOtherAccount } from "../aws/caller";
import { clientSettings } from "../aws/client-settings";
import { terraformCloudClient } from "../terraform-cloud/client";
import { terraformCloudToken } from "../terraform-cloud/credentials";
import { terraformCloudHost } from "../terraform-cloud/hostname";
import { overriddenUntil } from "./override-tag";
import type { ScheduledEnvironment } from "./scheduled-run";

/**
 * The clock, AWS and Terraform Cloud as a schedule asks them.
 *
 * @throws UserError where the environment has no schedule that tears it down, or there is no token
 */
export function scheduledEnvironment(environment: Environment, variables: NodeJS.ProcessEnv): ScheduledEnvironment {
  const plan = planEnvironment(environment);
  const schedule = scheduleOf(plan);
  const { name, account } = environment;
  if (plan.schedule === undefined || schedule.weekend !== "teardown") {
    throw new UserError(`the schedule of ${name} tears nothing down: its weekend is ${schedule.weekend}`);
  }
  const { parameter } = plan.schedule;
  const hostname = terraformCloudHost(account.terraformCloud, variables);
  const settings = clientSettings(environment);
  const parameters = new SSMClient(settings);
  const place = { environment: name, parameter: parameter.name, tag: schedule.override.tag };
  return {
    name,
    runtimeStack: plan.stacks.runtime,
    terraformCloud: account.terraformCloud,
    schedule,
    client: terraformCloudClient({ hostname, token: terraformCloudToken(hostname, variables) }),
    now: () => Temporal.Now.instant(),
    overriddenUntil: () =>
      inWords(async () => {
        await refuseOtherAccount(environment, settings);
        return overriddenUntil(parameters, place);
      }),
  };
}
