import type { PlannedStatement } from "./planned-text";

export interface RolePlan {
  readonly name: string;
  readonly arn: string;
  readonly trustPolicy: string;
  readonly statements: readonly PlannedStatement[];
}
