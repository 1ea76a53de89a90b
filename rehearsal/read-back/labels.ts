import { paginateListCertificates } from "@aws-sdk/client-acm";
import { paginateDescribeSecurityGroups, paginateDescribeSubnets, paginateDescribeVpcs } from "@aws-sdk/client-ec2";
import { paginateDescribeLoadBalancers, paginateDescribeTargetGroups } from "@aws-sdk/client-elastic-load-balancing-v2";
import { paginateListAliases } from "@aws-sdk/client-kms";
import { paginateListSecrets } from "@aws-sdk/client-secrets-manager";
import { GetParameterCommand } from "@aws-sdk/client-ssm";
import { allOf } from "../../delivery/aws/all-of";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import type { Clients } from "./clients";

/** How a sentence names what AWS gives an id of its own making. */
export const labels = {
  certificate: (domain: string) => `the certificate of ${domain}`,
  digest: (parameter: string) => `the digest in ${parameter}`,
  key: (alias: string) => `key ${alias}`,
  loadBalancer: (name: string) => `load balancer ${name}`,
  secret: (name: string) => `secret ${name}`,
  securityGroup: (name: string) => `group ${name}`,
  subnet: (cidr: string) => `subnet ${cidr}`,
  targetGroup: (name: string) => `target group ${name}`,
} as const;

/** What AWS made up, by its id. An id that nobody knows stays as it is, and so shows as a difference. */
type Labels = ReadonlyMap<string, string>;

export interface Found {
  readonly labels: Labels;
  readonly vpcId: string;
}

export async function findLabels(clients: Clients, plan: EnvironmentPlan): Promise<Found> {
  const vpcId = await findVpc(clients, plan);
  const groups = await Promise.all([
    keyLabels(clients, plan),
    secretLabels(clients),
    vpcLabels(clients, vpcId, plan),
    loadBalancingLabels(clients),
    certificateLabels(clients),
    digestLabels(clients, plan),
  ]);
  return { vpcId, labels: new Map(groups.flat()) };
}

type Label = readonly [id: string, label: string];

/** The own VPC by its name, the way the runtime stack finds it; another one's by its id. */
async function findVpc({ network }: Clients, plan: EnvironmentPlan): Promise<string> {
  if (plan.network?.kind !== "own") return plan.network?.vpcId ?? "no VPC";
  const Filters = [{ Name: "tag:Name", Values: [plan.network.names.vpc] }];
  const [vpc] = await allOf(paginateDescribeVpcs({ client: network }, { Filters }), ({ Vpcs }) => Vpcs);
  return vpc?.VpcId ?? "no VPC";
}

async function keyLabels({ keys }: Clients, { account }: EnvironmentPlan): Promise<readonly Label[]> {
  const { region, accountId } = account;
  const aliases = await allOf(paginateListAliases({ client: keys }, {}), ({ Aliases }) => Aliases);
  return aliases.flatMap(({ AliasName = "", TargetKeyId = "" }): readonly Label[] => [
    [TargetKeyId, labels.key(AliasName)],
    [`arn:aws:kms:${region}:${accountId}:key/${TargetKeyId}`, labels.key(AliasName)],
  ]);
}

async function secretLabels({ secrets }: Clients): Promise<readonly Label[]> {
  const found = await allOf(paginateListSecrets({ client: secrets }, {}), ({ SecretList }) => SecretList);
  return found.map(({ ARN = "", Name = "" }) => [ARN, labels.secret(Name)]);
}

async function vpcLabels({ network }: Clients, vpcId: string, plan: EnvironmentPlan): Promise<readonly Label[]> {
  const Filters = [{ Name: "vpc-id", Values: [vpcId] }];
  const groups = await allOf(
    paginateDescribeSecurityGroups({ client: network }, { Filters }),
    ({ SecurityGroups }) => SecurityGroups,
  );
  const subnets = await allOf(paginateDescribeSubnets({ client: network }, { Filters }), ({ Subnets }) => Subnets);
  return [
    ...groups.map(({ GroupId = "", GroupName = "" }): Label => [GroupId, labels.securityGroup(GroupName)]),
    // The configuration knows the blocks of its own subnets, but only the ids of those of an existing VPC.
    ...subnets.map(
      ({ SubnetId = "", CidrBlock = "" }): Label =>
        plan.network?.kind !== "own" ? [CidrBlock, labels.subnet(SubnetId)] : [SubnetId, labels.subnet(CidrBlock)],
    ),
  ];
}

/** CloudWatch names both by the end of their ARNs. */
async function loadBalancingLabels({ loadBalancing: client }: Clients): Promise<readonly Label[]> {
  const balancers = await allOf(paginateDescribeLoadBalancers({ client }, {}), ({ LoadBalancers }) => LoadBalancers);
  const targets = await allOf(paginateDescribeTargetGroups({ client }, {}), ({ TargetGroups }) => TargetGroups);
  return [
    ...balancers.flatMap(({ LoadBalancerArn = "", LoadBalancerName = "", DNSName = "" }): readonly Label[] => {
      const label = labels.loadBalancer(LoadBalancerName);
      return [
        [LoadBalancerArn, label],
        [LoadBalancerArn.split(":loadbalancer/").at(-1) ?? "", label],
        [DNSName, label],
      ];
    }),
    ...targets.flatMap(({ TargetGroupArn = "", TargetGroupName = "" }): readonly Label[] => {
      const label = labels.targetGroup(TargetGroupName);
      return [
        [TargetGroupArn, label],
        [TargetGroupArn.split(":").at(-1) ?? "", label],
      ];
    }),
  ];
}

async function certificateLabels({ certificates: client }: Clients): Promise<readonly Label[]> {
  const found = await allOf(
    paginateListCertificates({ client }, {}),
    ({ CertificateSummaryList }) => CertificateSummaryList,
  );
  return found.map(({ CertificateArn = "", DomainName = "" }) => [CertificateArn, labels.certificate(DomainName)]);
}

/** Releases write the digest, so no configuration knows it. */
async function digestLabels({ parameters }: Clients, { services }: EnvironmentPlan): Promise<readonly Label[]> {
  return Promise.all(
    services.map(async ({ names: { imageDigestParameter: Name } }): Promise<Label> => {
      const { Parameter } = await parameters.send(new GetParameterCommand({ Name }));
      return [Parameter?.Value ?? "", labels.digest(Name)];
    }),
  );
}
