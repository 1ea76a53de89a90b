"""Every gap that is closed.

Importing a gap module imports the service that it extends; closing happens in this order, which matters only where two
modules extend the same call (the later one sees the result of the earlier).
"""

from slipway_emulator.gaps import (
    acm_chosen_ids,
    acm_key_types,
    applicationautoscaling_policy_lookup,
    applicationautoscaling_policy_update,
    applicationautoscaling_tags,
    budgets_subscribers,
    budgets_tags,
    cloudwatch_metric_queries,
    ec2_chosen_ids,
    ec2_nat_gateway_deletion,
    ec2_network_acl_deletion,
    ec2_rule_description,
    ecr_image_digest,
    ecs_jobs,
    ecs_latest_revision,
    ecs_rollouts,
    ecs_service_connect,
    ecs_service_settings,
    ecs_steady_state,
    elbv2_rule_limits,
    elbv2_target_group_load_balancers,
    route53_delegation_set,
    route53_record_existence,
    s3_bucket_policy,
    scheduler_schedule_values,
    servicediscovery_existence,
    servicediscovery_filters,
    servicediscovery_hosted_zone,
    servicediscovery_operations,
    servicequotas_further,
    sqs_attribute_values,
    sqs_encryption,
    sqs_queue_policy,
    sqs_queue_url,
    sqs_redrive_allow_policy,
    sqs_redrive_policy,
)

GAPS = (
    acm_chosen_ids,
    acm_key_types,
    applicationautoscaling_policy_lookup,
    applicationautoscaling_policy_update,
    applicationautoscaling_tags,
    budgets_subscribers,
    budgets_tags,
    cloudwatch_metric_queries,
    ec2_chosen_ids,
    ec2_nat_gateway_deletion,
    ec2_network_acl_deletion,
    ec2_rule_description,
    ecr_image_digest,
    ecs_jobs,
    ecs_latest_revision,
    ecs_service_settings,
    ecs_steady_state,
    ecs_service_connect,
    ecs_rollouts,
    elbv2_rule_limits,
    elbv2_target_group_load_balancers,
    route53_delegation_set,
    route53_record_existence,
    s3_bucket_policy,
    scheduler_schedule_values,
    servicediscovery_existence,
    servicediscovery_filters,
    servicediscovery_hosted_zone,
    servicediscovery_operations,
    servicequotas_further,
    sqs_attribute_values,
    sqs_encryption,
    sqs_queue_policy,
    sqs_queue_url,
    sqs_redrive_allow_policy,
    sqs_redrive_policy,
)


def close_gaps() -> None:
    """Extend moto in place; called once, before the first request."""
    for gap in GAPS:
        gap.close()
