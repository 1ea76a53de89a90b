"""Every gap that is closed.

Importing a gap module imports the service that it extends; closing happens in this order, which matters only where two
modules extend the same call (the later one sees the result of the earlier).
"""

from importlib import import_module

GAPS = tuple(
    import_module(f"{__package__}.{name}")
    for name in (
        "acm_chosen_ids",
        "acm_key_types",
        "acm_validation",
        "applicationautoscaling_policy_lookup",
        "applicationautoscaling_policy_update",
        "applicationautoscaling_resource_labels",
        "applicationautoscaling_tags",
        "applicationautoscaling_targets",
        "autoscaling_groups",
        "autoscaling_hooks",
        "autoscaling_instance_refreshes",
        "autoscaling_instances",
        "budgets_subscribers",
        "budgets_tags",
        "budgets_updates",
        "cloudwatch_metric_queries",
        "ec2_chosen_ids",
        "ec2_flow_logs",
        "ec2_in_use",
        "ec2_internet_access",
        "ec2_launch_templates",
        "ec2_nat_gateway_deletion",
        "ec2_network_acl_deletion",
        "ec2_rule_description",
        "ecr_image_digest",
        "ecr_layers",
        "ecs_clusters",
        "ecs_jobs",
        "ecs_latest_revision",
        "ecs_task_definitions",
        "ecs_service_settings",
        "ecs_steady_state",
        "ecs_service_connect",
        "ecs_rollouts",
        "ecs_blue_green",
        "ecs_service_fit",
        "ecs_service_deployments",
        "efs_file_systems",
        "efs_policies",
        "elbv2_jwt_validation",
        "elbv2_load_balancers",
        "elbv2_mutual_authentication",
        "elbv2_rule_limits",
        "elbv2_target_group_load_balancers",
        "elbv2_trust_stores",
        "iam_limits",
        "iam_aws_policies",
        "kms_policies",
        "lambda_function_values",
        "logs_keys",
        "route53_conflicts",
        "route53_delegation_set",
        "route53_record_existence",
        "s3_bucket_policy",
        "scheduler_schedule_values",
        "secretsmanager_names",
        "servicediscovery_existence",
        "servicediscovery_filters",
        "servicediscovery_hosted_zone",
        "servicediscovery_operations",
        "servicequotas_further",
        "sns_topics",
        "sqs_attribute_values",
        "sqs_encryption",
        "sqs_queue_policy",
        "sqs_queue_url",
        "sqs_redrive_allow_policy",
        "sqs_redrive_policy",
        "ssm_public_images",
    )
)


def close_gaps() -> None:
    """Extend moto in place; called once, before the first request."""
    for gap in GAPS:
        gap.close()
