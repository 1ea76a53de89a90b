/**
 * Which resource types lose something that cannot be made again when they are destroyed. A type that a stack uses must be
 * in one of the two lists: the list of stateful addresses is a contract, and Terraform refuses to destroy them.
 */
const statefulTypes = [
  "aws_cloudwatch_log_group",
  "aws_ecr_repository",
  "aws_kms_key",
  "aws_route53_zone",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_ssm_parameter",
] as const;

const statelessTypes = [
  "aws_acm_certificate",
  "aws_acm_certificate_validation",
  "aws_appautoscaling_policy",
  "aws_appautoscaling_target",
  "aws_budgets_budget",
  "aws_cloudwatch_metric_alarm",
  "aws_default_security_group",
  "aws_ecr_lifecycle_policy",
  "aws_ecs_cluster",
  "aws_ecs_service",
  "aws_ecs_task_definition",
  "aws_eip",
  "aws_flow_log",
  "aws_iam_openid_connect_provider",
  "aws_iam_policy",
  "aws_iam_role",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_internet_gateway",
  "aws_kms_alias",
  "aws_lb",
  "aws_lb_listener",
  "aws_lb_listener_rule",
  "aws_lb_target_group",
  "aws_lb_trust_store",
  "aws_nat_gateway",
  "aws_route",
  "aws_route53_health_check",
  "aws_route53_record",
  "aws_route_table",
  "aws_route_table_association",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_security_group",
  "aws_sns_topic",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
  "aws_subnet",
  "aws_vpc",
  "aws_vpc_endpoint",
] as const;

const stateful: ReadonlySet<string> = new Set(statefulTypes);
const stateless: ReadonlySet<string> = new Set(statelessTypes);

export const classifiedTypes: readonly string[] = [...statefulTypes, ...statelessTypes];

/** What the lists say of a type; a plan may hold one that no stack of today makes. */
export function statefulness(resourceType: string): "stateful" | "stateless" | "unclassified" {
  if (stateful.has(resourceType)) return "stateful";
  return stateless.has(resourceType) ? "stateless" : "unclassified";
}

/** @throws RangeError for a type that nobody has classified yet */
export function isStateful(resourceType: string): boolean {
  const known = statefulness(resourceType);
  if (known !== "unclassified") return known === "stateful";
  throw new RangeError(`${resourceType} is neither stateful nor stateless yet; add it to model/stateful-types.ts`);
}
