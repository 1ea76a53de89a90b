import {
  type Action,
  type ElasticLoadBalancingV2Client,
  type Listener as FoundListener,
  paginateDescribeListenerCertificates,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeRules,
  paginateDescribeTargetGroups,
  type Rule,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { allOf } from "../../../delivery/aws/all-of";
import type { Owned } from "./owned";

export interface LoadBalancer extends Owned {
  readonly arn: string;
  readonly dnsName: string;
  readonly isPublic: boolean;
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly listeners: readonly Listener[];
}

export interface Listener {
  readonly port: number;
  readonly certificateArns: readonly string[];
  readonly asksForCertificate: boolean;
  /** In the order in which they are asked; the default one is the last. */
  readonly rules: readonly ListenerRule[];
}

export interface ListenerRule {
  readonly priority: number | "default";
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  /** What else it asks, such as a header. */
  readonly furtherConditions: readonly string[];
  readonly actions: readonly Action[];
}

export interface TargetGroup extends Owned {
  readonly arn: string;
}

export async function readLoadBalancers(client: ElasticLoadBalancingV2Client): Promise<readonly LoadBalancer[]> {
  const all = await allOf(paginateDescribeLoadBalancers({ client }, {}), ({ LoadBalancers }) => LoadBalancers);
  return Promise.all(
    all.map(async ({ LoadBalancerArn = "", LoadBalancerName = "", DNSName = "", ...found }) => ({
      arn: LoadBalancerArn,
      name: LoadBalancerName,
      dnsName: DNSName,
      // Where nobody chose a scheme, AWS makes the load balancer internet-facing.
      isPublic: found.Scheme !== "internal",
      subnetIds: (found.AvailabilityZones ?? []).map(({ SubnetId = "" }) => SubnetId),
      groupIds: found.SecurityGroups ?? [],
      listeners: await readListeners(client, LoadBalancerArn),
    })),
  );
}

async function readListeners(client: ElasticLoadBalancingV2Client, arn: string): Promise<readonly Listener[]> {
  const all = await allOf(
    paginateDescribeListeners({ client }, { LoadBalancerArn: arn }),
    ({ Listeners }) => Listeners,
  );
  return Promise.all(
    all.map(async (listener) => {
      const { ListenerArn } = listener;
      const rules = await allOf(paginateDescribeRules({ client }, { ListenerArn }), ({ Rules }) => Rules);
      const { Certificates = [] } = listener;
      const certificates = Certificates.length === 0 ? [] : await readCertificateArns(client, ListenerArn);
      return listenerOf(listener, rules, certificates);
    }),
  );
}

/** The listener's own certificate, and those of further names. */
async function readCertificateArns(client: ElasticLoadBalancingV2Client, ListenerArn: string | undefined) {
  const all = await allOf(
    paginateDescribeListenerCertificates({ client }, { ListenerArn }),
    ({ Certificates }) => Certificates,
  );
  return all.map(({ CertificateArn = "" }) => CertificateArn);
}

function listenerOf(listener: FoundListener, rules: readonly Rule[], certificateArns: readonly string[]): Listener {
  const { Port = 0, MutualAuthentication, DefaultActions = [] } = listener;
  const own = rules
    .filter(({ IsDefault }) => IsDefault !== true)
    .map((rule) => ruleOf(rule))
    .sort((left, right) => Number(left.priority) - Number(right.priority));
  return {
    port: Port,
    certificateArns,
    asksForCertificate: MutualAuthentication?.Mode === "verify",
    rules: [...own, { ...ruleOf({ Actions: DefaultActions }), priority: "default" }],
  };
}

function ruleOf({ Priority, Conditions = [], Actions = [] }: Rule): ListenerRule {
  const valuesOf = (field: string) =>
    Conditions.filter(({ Field }) => Field === field).flatMap(
      ({ HostHeaderConfig, PathPatternConfig, Values = [] }) =>
        HostHeaderConfig?.Values ?? PathPatternConfig?.Values ?? Values,
    );
  return {
    priority: Number(Priority),
    hosts: valuesOf("host-header"),
    paths: valuesOf("path-pattern"),
    furtherConditions: Conditions.map(({ Field = "" }) => Field).filter(
      (field) => field !== "host-header" && field !== "path-pattern",
    ),
    actions: [...Actions].sort((left, right) => (left.Order ?? 0) - (right.Order ?? 0)),
  };
}

/** Target groups that an action sends to, whatever their shares. */
export function targetGroupArns({ Type, TargetGroupArn, ForwardConfig }: Action): readonly string[] {
  if (Type !== "forward") return [];
  const arns = [TargetGroupArn, ...(ForwardConfig?.TargetGroups ?? []).map((group) => group.TargetGroupArn)];
  return [...new Set(arns.filter((arn) => arn !== undefined))];
}

export async function readTargetGroups(client: ElasticLoadBalancingV2Client): Promise<readonly TargetGroup[]> {
  const all = await allOf(paginateDescribeTargetGroups({ client }, {}), ({ TargetGroups }) => TargetGroups);
  return all.map(({ TargetGroupArn = "", TargetGroupName = "" }) => ({ arn: TargetGroupArn, name: TargetGroupName }));
}
