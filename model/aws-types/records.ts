import { MendableError } from "../mendable-error";
import type { StackKind } from "../stack-names";
import { acmTypes } from "./acm";
import { appautoscalingTypes } from "./appautoscaling";
import { autoscalingTypes } from "./autoscaling";
import type { AwsType } from "./aws-type";
import { budgetsTypes } from "./budgets";
import { cloudwatchTypes } from "./cloudwatch";
import { ecrTypes } from "./ecr";
import { ecsTypes } from "./ecs";
import { efsTypes } from "./efs";
import { iamTypes } from "./iam";
import { kmsTypes } from "./kms";
import { lambdaTypes } from "./lambda";
import { launchTypes } from "./launch";
import { lbTypes } from "./lb";
import { routeTypes } from "./route";
import { route53Types } from "./route53";
import { s3Types } from "./s3";
import { schedulerTypes } from "./scheduler";
import { secretsmanagerTypes } from "./secretsmanager";
import { serviceDiscoveryTypes } from "./service";
import { snsTypes } from "./sns";
import { sqsTypes } from "./sqs";
import { ssmTypes } from "./ssm";
import { vpcTypes } from "./vpc";

/** Every type that a stack may hold or look up, by Terraform's name. */
export const awsTypes: ReadonlyMap<string, AwsType> = new Map(
  Object.entries({
    ...acmTypes,
    ...appautoscalingTypes,
    ...autoscalingTypes,
    ...budgetsTypes,
    ...cloudwatchTypes,
    ...ecrTypes,
    ...ecsTypes,
    ...efsTypes,
    ...iamTypes,
    ...kmsTypes,
    ...lambdaTypes,
    ...launchTypes,
    ...lbTypes,
    ...routeTypes,
    ...route53Types,
    ...s3Types,
    ...schedulerTypes,
    ...secretsmanagerTypes,
    ...serviceDiscoveryTypes,
    ...snsTypes,
    ...sqsTypes,
    ...ssmTypes,
    ...vpcTypes,
  }),
);

/** @throws MendableError for a type without a record: nobody could plan, judge or price it */
export function awsType(name: string): AwsType {
  const found = awsTypes.get(name);
  if (found !== undefined) return found;
  const file = `model/aws-types/${name.split("_")[1]}.ts`;
  throw new MendableError(`nothing is known of ${name}; write its record in ${file}, for model/aws-types/records.ts`);
}

/** The types that stacks of a kind hold, or find. */
export function typesIn(kind: StackKind, ...uses: readonly Use[]): readonly AwsType[] {
  return [...awsTypes.values()].filter((type) => uses.some((use) => type[use][kind] !== undefined));
}

export type Use = "managedIn" | "lookedUpIn";

/** @throws MendableError where the delivery has no rights for the type in stacks of the kind */
export function assertPermitted(kind: StackKind, use: Use, name: string): void {
  if (awsType(name)[use][kind] !== undefined) return;
  throw new MendableError(
    `no role of the delivery may plan ${name} in a stack of kind ${kind}; say for which capability, under ${use} of its record in model/aws-types`,
  );
}
