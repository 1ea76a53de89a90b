import { acmArguments } from "./acm";
import type { Argument, Arguments } from "./argument";
import { autoscalingArguments } from "./autoscaling";
import { budgetsArguments } from "./budgets";
import { cloudwatchArguments } from "./cloudwatch";
import { ecrArguments } from "./ecr";
import { ecsArguments } from "./ecs";
import { efsArguments } from "./efs";
import { hostsArguments } from "./hosts";
import { iamArguments } from "./iam";
import { kmsArguments } from "./kms";
import { lambdaArguments } from "./lambda";
import { lbArguments } from "./lb";
import { logsArguments } from "./logs";
import { networkArguments } from "./network";
import { route53Arguments } from "./route53";
import { s3Arguments } from "./s3";
import { schedulerArguments } from "./scheduler";
import { secretsmanagerArguments } from "./secretsmanager";
import { servicediscoveryArguments } from "./servicediscovery";
import { settingsArguments } from "./settings";
import { snsArguments } from "./sns";
import { sqsArguments } from "./sqs";
import { ssmArguments } from "./ssm";

/** Every argument that a stack may set, by type: what is not here has been judged by nobody. */
export const argumentTable: Readonly<Record<string, Arguments>> = {
  ...ecsArguments,
  ...route53Arguments,
  ...lbArguments,
  ...settingsArguments,
  ...servicediscoveryArguments,
  ...schedulerArguments,
  ...autoscalingArguments,
  ...acmArguments,
  ...budgetsArguments,
  ...cloudwatchArguments,
  ...ecrArguments,
  ...efsArguments,
  ...hostsArguments,
  ...iamArguments,
  ...kmsArguments,
  ...lambdaArguments,
  ...logsArguments,
  ...networkArguments,
  ...s3Arguments,
  ...secretsmanagerArguments,
  ...snsArguments,
  ...sqsArguments,
  ...ssmArguments,
};

/** What is known of an argument: the longest path of the table that leads to it. */
export function argumentAt(type: string, path: string): Argument | undefined {
  const known = Object.hasOwn(argumentTable, type) ? argumentTable[type] : undefined;
  if (known === undefined) return undefined;
  const names = path.split(".");
  for (let length = names.length; length > 0; length -= 1) {
    const argument = known[names.slice(0, length).join(".")];
    if (argument !== undefined) return argument;
  }
  return known.anything;
}
