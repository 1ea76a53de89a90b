import { changed, type PlantedFault, set } from "./planting";

const checkov = (rule: string) => ({ scanner: "checkov" as const, rule });

/** What checkov alone reports. They do not disturb each other, so that one run finds them all: checkov starts slowly. */
export const checkovFaults: readonly PlantedFault[] = [
  {
    title: "a load balancer that lets ambiguous requests pass",
    stack: "staging",
    plant: set("aws_lb", "", { desync_mitigation_mode: "monitor" }),
    foundBy: checkov("CKV_AWS_328"),
  },
  {
    title: "tasks on an old platform version",
    stack: "staging",
    plant: set("aws_ecs_service", "", { platform_version: "1.3.0" }),
    foundBy: checkov("CKV_AWS_332"),
  },
  {
    title: "an alarm that tells nobody",
    stack: "staging",
    plant: set("aws_cloudwatch_metric_alarm", "agent-alarms_unhealthy", { actions_enabled: false }),
    foundBy: checkov("CKV_AWS_319"),
  },
  {
    title: "a role with every permission that AWS has",
    stack: "staging",
    plant: set("aws_iam_role", "agent-task-role", {
      managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    }),
    foundBy: checkov("CKV_AWS_274"),
  },
  {
    title: "a key that is switched off",
    stack: "staging-base",
    plant: set("aws_kms_key", "", { is_enabled: false }),
    foundBy: checkov("CKV_AWS_227"),
  },
  {
    title: "a certificate that nobody can audit",
    stack: "staging",
    plant: set("aws_acm_certificate", "", { options: { certificate_transparency_logging_preference: "DISABLED" } }),
    foundBy: checkov("CKV_AWS_234"),
  },
  {
    title: "a certificate that is gone before its successor is there",
    stack: "staging",
    plant: changed("aws_acm_certificate", "", ({ lifecycle: _, ...body }) => body),
    foundBy: checkov("CKV_AWS_233"),
  },
  {
    title: "a bucket that keeps the parts of failed uploads",
    stack: "staging-base",
    plant: set("aws_s3_bucket_lifecycle_configuration", "", {
      rule: [{ id: "expire", status: "Enabled", filter: [{}], expiration: [{ days: 30 }] }],
    }),
    foundBy: checkov("CKV_AWS_300"),
  },
];
