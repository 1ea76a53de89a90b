import type { JsonObject } from "../../../model/json";

/** What somebody might add to a resource, or change of it, where a finding of it is meant already. */
export const worseArguments: Readonly<Record<string, readonly JsonObject[]>> = {
  aws_cloudwatch_log_group: [
    { skip_destroy: true },
    { retention_in_days: 1 },
    { kms_key_id: "arn:aws:kms:us-east-1:999999999999:key/others" },
    { name: "/aws/others" },
  ],
  aws_ecr_repository: [
    { force_delete: true },
    { image_tag_mutability: "MUTABLE" },
    { image_scanning_configuration: { scan_on_push: false } },
    { name: "others" },
  ],
  aws_lb: [
    { drop_invalid_header_fields: false },
    { desync_mitigation_mode: "monitor" },
    { security_groups: ["sg-0123456789abcdef0"] },
    { access_logs: { bucket: "others", enabled: true } },
    { preserve_host_header: true },
    { idle_timeout: 4000 },
  ],
  aws_lb_target_group: [
    { health_check: { path: "/", protocol: "HTTP", matcher: "200-499" } },
    { deregistration_delay: "0" },
    { slow_start: 900 },
    { vpc_id: "vpc-0123456789abcdef0" },
  ],
  aws_s3_bucket: [{ force_destroy: true }, { bucket: "others" }, { object_lock_enabled: false }],
  aws_s3_bucket_server_side_encryption_configuration: [
    { bucket: "others" },
    { expected_bucket_owner: "999999999999" },
    { rule: [{ bucket_key_enabled: false, apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }] },
  ],
  aws_scheduler_schedule: [
    { state: "DISABLED" },
    { group_name: "others" },
    { schedule_expression: "rate(1 minute)" },
    { target: { arn: "arn:aws:lambda:us-east-1:999999999999:function:others", role_arn: "arn:aws:iam::1:role/x" } },
  ],
  aws_secretsmanager_secret: [
    { recovery_window_in_days: 0 },
    { force_overwrite_replica_secret: true },
    { name: "others" },
    { policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"secretsmanager:*","Resource":"*"}]}' },
  ],
  aws_ssm_parameter: [
    { insecure_value: "a value that is not a digest" },
    { overwrite: true },
    { name: "/others" },
    { lifecycle: { ignore_changes: ["insecure_value", "type"] } },
  ],
};
