import type { PlannedChange } from "./planned-changes";

const downtimes = ["none", "possible", "certain"] as const;
export type Downtime = (typeof downtimes)[number];

/** What users or tasks notice of one change. */
export interface Interruption {
  readonly address: string;
  /** What happens, in words. */
  readonly effect: string;
  readonly downtime: Downtime;
}

/** What restarts, moves or is cut off, in the order of the changes; nothing for changes that nobody notices. */
export function interruptions(changes: readonly PlannedChange[]): readonly Interruption[] {
  return changes.flatMap((change) => {
    const noticed = noticedIn(change);
    return noticed === undefined ? [] : [{ address: change.address, ...noticed }];
  });
}

/** The worst of all. */
export function downtimeOf(found: readonly Interruption[]): Downtime {
  return downtimes[Math.max(0, ...found.map(({ downtime }) => downtimes.indexOf(downtime)))] ?? "none";
}

type Noticed = Omit<Interruption, "address">;

function noticedIn(change: PlannedChange): Noticed | undefined {
  if (change.isDeposed) return undefined;
  if (change.action === "update") return updates[change.type]?.(change);
  if (change.action !== "destroy" && change.action !== "replace") return undefined;
  const known = Object.hasOwn(losses, change.type) ? losses[change.type] : undefined;
  if (known !== undefined) return known(change);
  return quietTypes.has(change.type)
    ? undefined
    : { effect: `${change.type} goes; nothing is known of what depends on it`, downtime: "possible" };
}

const rolls = "starts new tasks before it stops the old ones";

const updates: Readonly<Record<string, (change: PlannedChange) => Noticed | undefined>> = {
  aws_ecs_service: ({ changedArguments }) => {
    const restarting = ["task_definition", "network_configuration", "load_balancer", "force_new_deployment"];
    return changedArguments.some((argument) => restarting.includes(argument))
      ? { effect: `the service ${rolls}; open streams have the deregistration delay`, downtime: "none" }
      : undefined;
  },
  aws_lb_listener: ({ changedArguments }) =>
    changedArguments.includes("port")
      ? { effect: "the load balancer stops listening on the old port", downtime: "certain" }
      : undefined,
  aws_route53_record: () => ({ effect: "names answer differently once caches expire", downtime: "possible" }),
  aws_route: () => ({ effect: "connections through the old route are cut", downtime: "possible" }),
};

/** What is lost while a resource is gone; a replacement that makes the new one first loses less. */
const losses: Readonly<Record<string, (change: PlannedChange) => Noticed | undefined>> = {
  aws_ecs_service: gone("the service stops, with all of its tasks"),
  aws_ecs_cluster: gone("the cluster goes, with its services"),
  aws_ecs_task_definition: ({ action }) =>
    action === "replace" ? { effect: `a new revision: its service ${rolls}`, downtime: "none" } : undefined,
  aws_lb: gone("the entrance goes, and its DNS name with it"),
  aws_lb_listener: gone("nothing answers on its port"),
  aws_lb_listener_rule: gone("its paths answer as the listener's default does"),
  aws_lb_target_group: gone("the load balancer loses its targets"),
  aws_lb_trust_store: gone("client certificates are not accepted"),
  aws_nat_gateway: gone("tasks cannot reach anything outside, image pulls and secrets included"),
  aws_eip: gone("the address that others may have allowed goes"),
  aws_route: gone("connections through the route are cut"),
  aws_route_table: gone("its subnets lose their way out"),
  aws_route_table_association: gone("its subnet loses its way out"),
  aws_internet_gateway: gone("nothing comes in or goes out"),
  aws_subnet: gone("what runs in the subnet goes"),
  aws_vpc: gone("everything in the network goes"),
  aws_vpc_endpoint: gone("its service is reached another way, or not at all"),
  aws_security_group: gone("what only this group allowed is refused"),
  aws_route53_record: gone("the name is not found"),
  aws_route53_zone: gone("no name of the zone is found"),
  aws_acm_certificate: gone("its listeners have no certificate"),
  aws_iam_openid_connect_provider: gone("no run or workflow can assume the roles that trust it"),
  aws_iam_policy: gone("its roles may do less meanwhile"),
  aws_iam_role_policy_attachment: gone("its role may do less meanwhile"),
  aws_iam_role: gone("what runs with the role is refused by AWS"),
  aws_iam_role_policy: gone("its role may do less meanwhile"),
  aws_kms_key: gone("what the key encrypted cannot be read"),
  aws_secretsmanager_secret: gone("tasks that need the secret do not start"),
  aws_ssm_parameter: gone("what reads the parameter fails"),
  aws_ecr_repository: gone("tasks cannot pull their image"),
};

function gone(effect: string) {
  return ({ action, createsFirst }: PlannedChange): Noticed =>
    action === "replace" && createsFirst
      ? { effect: `the new one is there before the old one goes; otherwise ${effect}`, downtime: "possible" }
      : { effect, downtime: "certain" };
}

/** Types whose absence stops nothing that serves. */
const quietTypes: ReadonlySet<string> = new Set([
  "aws_acm_certificate_validation",
  "aws_appautoscaling_policy",
  "aws_appautoscaling_target",
  "aws_budgets_budget",
  "aws_cloudwatch_log_group",
  "aws_cloudwatch_metric_alarm",
  "aws_default_security_group",
  "aws_ecr_lifecycle_policy",
  "aws_flow_log",
  "aws_kms_alias",
  "aws_route53_health_check",
  "aws_s3_bucket",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_sns_topic",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
]);
