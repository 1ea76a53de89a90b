import type { Clients } from "./clients";
import { readBuckets } from "./readers/buckets";
import { readIdentityProviders, readManagedPolicies, readRoles } from "./readers/iam";
import { readLoadBalancers, readTargetGroups } from "./readers/load-balancing";
import { readCertificates, readPrivateNames, readZones } from "./readers/names";
import {
  readAddresses,
  readInternetGateways,
  readNatGateways,
  readSecurityGroups,
  readSubnets,
  readVpcs,
} from "./readers/network";
import { readAlarms, readBudgets, readQueues, readTopics } from "./readers/notices";
import type { Owned } from "./readers/owned";
import { readKeys, readLogGroups, readParameters, readRepositories, readSecrets } from "./readers/stores";
import { readSchedules, readServices, readTaskDefinitions } from "./readers/tasks";
import { isAnothers, type Scope } from "./whose";

/** What the AWS API says of an account but for what is another environment's; each answer is asked for once, when it is needed. */
export function accountBehind(clients: Clients, scope: Scope) {
  const own = <Thing extends Owned>(types: readonly string[], read: () => Promise<readonly Thing[]>) =>
    once(types, async () => (await read()).filter((thing) => !isAnothers(scope, thing)));
  const { loadBalancing, network, tasks } = clients;
  return {
    addresses: own(["aws_eip"], () => readAddresses(network)),
    alarms: own(["aws_cloudwatch_metric_alarm"], () => readAlarms(clients.metrics)),
    buckets: own(
      [
        "aws_s3_bucket",
        "aws_s3_bucket_lifecycle_configuration",
        "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_policy",
        "aws_s3_bucket_public_access_block",
        "aws_s3_bucket_server_side_encryption_configuration",
        "aws_s3_bucket_versioning",
      ],
      () => readBuckets(clients.s3),
    ),
    budgets: own(["aws_budgets_budget"], () => readBudgets(clients.budgets, scope.plan.account.accountId)),
    certificates: once(["aws_acm_certificate"], () => readCertificates(clients.certificates)),
    identityProviders: once(["aws_iam_openid_connect_provider"], () => readIdentityProviders(clients.iam)),
    internetGateways: once(["aws_internet_gateway"], () => readInternetGateways(network)),
    keys: own(["aws_kms_alias", "aws_kms_key"], () => readKeys(clients.keys)),
    loadBalancers: own(
      ["aws_lb", "aws_lb_listener", "aws_lb_listener_certificate", "aws_lb_listener_rule", "aws_lb_trust_store"],
      () => readLoadBalancers(loadBalancing),
    ),
    logGroups: own(["aws_cloudwatch_log_group"], () => readLogGroups(clients.logs)),
    managedPolicies: own(["aws_iam_policy"], () => readManagedPolicies(clients.iam)),
    natGateways: own(["aws_nat_gateway"], () => readNatGateways(network)),
    parameters: own(["aws_ssm_parameter"], () => readParameters(clients.parameters)),
    privateNames: own(["aws_service_discovery_private_dns_namespace", "aws_service_discovery_service"], () =>
      readPrivateNames(clients.discovery),
    ),
    queues: own(
      ["aws_sqs_queue", "aws_sqs_queue_policy", "aws_sqs_queue_redrive_allow_policy", "aws_sqs_queue_redrive_policy"],
      () => readQueues(clients.queues),
    ),
    repositories: own(["aws_ecr_lifecycle_policy", "aws_ecr_repository"], () => readRepositories(clients.images)),
    roles: own(["aws_iam_role", "aws_iam_role_policy", "aws_iam_role_policy_attachment"], () => readRoles(clients.iam)),
    schedules: own(["aws_scheduler_schedule"], () => readSchedules(clients.schedules)),
    secrets: own(["aws_secretsmanager_secret", "aws_secretsmanager_secret_policy"], () => readSecrets(clients.secrets)),
    securityGroups: own(["aws_default_security_group", "aws_security_group"], () => readSecurityGroups(network)),
    services: own(["aws_ecs_service"], () => readServices(tasks)),
    subnets: own(
      ["aws_route", "aws_route_table", "aws_route_table_association", "aws_subnet", "aws_vpc_endpoint"],
      () => readSubnets(network),
    ),
    targetGroups: own(["aws_lb_target_group"], () => readTargetGroups(loadBalancing)),
    taskDefinitions: own(["aws_ecs_task_definition"], () => readTaskDefinitions(tasks)),
    topics: own(["aws_sns_topic", "aws_sns_topic_policy", "aws_sns_topic_subscription"], () =>
      readTopics(clients.notifications),
    ),
    vpcs: own(["aws_vpc"], () => readVpcs(network)),
    zones: once(["aws_route53_health_check", "aws_route53_record", "aws_route53_zone"], () => readZones(clients.dns)),
  };
}

export type Account = ReturnType<typeof accountBehind>;
export type Reader = keyof Account;

/** @param types Terraform's types that it tells of */
function once<Answer>(types: readonly string[], ask: () => Promise<Answer>) {
  let answer: Promise<Answer> | undefined;
  const read = () => {
    answer ??= ask();
    return answer;
  };
  return Object.assign(read, { types });
}
