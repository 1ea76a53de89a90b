/** The kinds of stacks by lifetime. */
export type StackKind = "account" | "base" | "runtime";

export interface StackTypes {
  readonly manages: readonly string[];
  readonly looksUp: readonly string[];
}

/**
 * All types that a stack of each kind may hold, with or without a setting of today: what a setting made must go when the setting
 * goes, and the rights to remove it must still be there.
 */
export const stackTypes: Readonly<Record<StackKind, StackTypes>> = {
  account: {
    manages: [
      "aws_ecr_lifecycle_policy",
      "aws_ecr_repository",
      "aws_iam_openid_connect_provider",
      "aws_iam_policy",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_iam_role_policy_attachment",
    ],
    looksUp: ["aws_iam_openid_connect_provider"],
  },
  base: {
    manages: [
      "aws_acm_certificate",
      "aws_acm_certificate_validation",
      "aws_budgets_budget",
      "aws_cloudwatch_log_group",
      "aws_default_security_group",
      "aws_flow_log",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_internet_gateway",
      "aws_kms_alias",
      "aws_kms_key",
      "aws_route",
      "aws_route53_record",
      "aws_route53_zone",
      "aws_route_table",
      "aws_route_table_association",
      "aws_s3_bucket",
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_ownership_controls",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_versioning",
      "aws_secretsmanager_secret",
      "aws_security_group",
      "aws_sns_topic",
      "aws_sns_topic_policy",
      "aws_sns_topic_subscription",
      "aws_ssm_parameter",
      "aws_subnet",
      "aws_vpc",
      "aws_vpc_endpoint",
    ],
    looksUp: ["aws_route53_zone", "aws_subnet", "aws_vpc"],
  },
  runtime: {
    manages: [
      "aws_appautoscaling_policy",
      "aws_appautoscaling_target",
      "aws_cloudwatch_metric_alarm",
      "aws_ecs_cluster",
      "aws_ecs_service",
      "aws_ecs_task_definition",
      "aws_eip",
      "aws_iam_role",
      "aws_iam_role_policy",
      "aws_lb",
      "aws_lb_listener",
      "aws_lb_listener_rule",
      "aws_lb_target_group",
      "aws_lb_trust_store",
      "aws_nat_gateway",
      "aws_route",
      "aws_route53_health_check",
      "aws_route53_record",
    ],
    looksUp: [
      "aws_acm_certificate",
      "aws_kms_alias",
      "aws_route53_zone",
      "aws_route_table",
      "aws_secretsmanager_secret",
      "aws_security_group",
      "aws_ssm_parameter",
      "aws_ssm_parameters_by_path",
      "aws_subnet",
      "aws_vpc",
    ],
  },
};

/** @throws RangeError for a type that the stack's roles in the delivery have no rights for */
export function assertPermitted(kind: StackKind, use: keyof StackTypes, resourceType: string): void {
  if (stackTypes[kind][use].includes(resourceType)) return;
  throw new RangeError(
    `no role of the delivery may plan ${resourceType} in a stack of kind ${kind}; add it to model/delivery/stack-types.ts, under ${use}`,
  );
}
