import { DescribeAddressesCommand, paginateDescribeVpcs } from "@aws-sdk/client-ec2";
import { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import type { EnvironmentPlan } from "../../model/plan/environment-plan";
import type { ServicePlan } from "../../model/plan/service-plan";
import { vcpusOfDeployment } from "../../model/quota-needs";
import { environmentTag } from "../../model/tags";
import { Unavailable } from "../../running/user-error";
import { allOf } from "../aws/all-of";
import { isNamed } from "../aws/aws-failure";
import { type Finding, missing, ok, type Question } from "./answer";
import type { PreflightClients } from "./clients";
import { foundOr } from "./existence";

interface Quota {
  readonly title: string;
  readonly service: string;
  readonly code: string;
}

const vpcs: Quota = { title: "VPCs in the region", service: "vpc", code: "L-F678F1CE" };
const addresses: Quota = { title: "elastic IP addresses", service: "ec2", code: "L-0263D0A3" };
const vcpus: Quota = { title: "Fargate vCPUs", service: "fargate", code: "L-3032A538" };

/** How much of a quota others use, and how much the environment needs beside them. */
interface Need {
  readonly used: number;
  readonly needed: number;
}

/** Whether the account may have as much as the environment needs. */
export function quotaQuestions(plan: EnvironmentPlan, clients: PreflightClients): readonly Question[] {
  const { network, services } = plan;
  const own = network?.kind === "own" ? network : undefined;
  const gateways = own?.natGateways.length ?? 0;
  const all: readonly (readonly [Quota, () => Promise<Need>])[] = [
    ...(own === undefined ? [] : [[vpcs, () => vpcNeed(plan, clients)] as const]),
    ...(gateways === 0 ? [] : [[addresses, () => addressNeed(plan, clients, gateways)] as const]),
    // What others run is not counted: it changes by the minute, and CloudWatch alone knows it.
    [vcpus, async () => ({ used: 0, needed: vcpusOfDeployment(services.map(busiest)) })],
  ];
  return all.map(([quota, need]) => ({
    subject: `quota of ${quota.title}`,
    find: async () => finding(quota, await quotaValue(clients, quota), await need()),
  }));
}

/** A job runs one task, and none beside it while it is deployed. */
function busiest({ task, scaling }: ServicePlan) {
  return { size: task.size, scaling: { maximumTasks: scaling?.maximumTasks ?? 1 } };
}

function finding({ title, service, code }: Quota, quota: number, { used, needed }: Need): Finding {
  const sum = `${needed} needed and ${used} used by others, of ${quota}`;
  if (used + needed <= quota) return ok(sum);
  return missing(
    `${sum} ${title}; ask for more: aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${used + needed}`,
  );
}

/** The account's own, or what every account has. */
async function quotaValue({ quotas }: PreflightClients, { service, code }: Quota): Promise<number> {
  const which = { ServiceCode: service, QuotaCode: code };
  const saysAbsent = (error: unknown) => isNamed(error, "NoSuchResourceException");
  const own = await foundOr(() => quotas.send(new GetServiceQuotaCommand(which)), saysAbsent);
  const answer = own ?? (await foundOr(() => quotas.send(new GetAWSDefaultServiceQuotaCommand(which)), saysAbsent));
  if (answer?.Quota?.Value === undefined) throw new Unavailable(`Service Quotas does not know ${code} of ${service}`);
  return answer.Quota.Value;
}

interface Tagged {
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
}

function othersThan({ name }: EnvironmentPlan, all: readonly Tagged[]): number {
  const isOwn = ({ Tags = [] }: Tagged) => Tags.some(({ Key, Value }) => Key === environmentTag && Value === name);
  return all.filter((one) => !isOwn(one)).length;
}

async function vpcNeed(plan: EnvironmentPlan, { network: client }: PreflightClients): Promise<Need> {
  const all = await allOf(paginateDescribeVpcs({ client }, {}), ({ Vpcs }) => Vpcs);
  return { used: othersThan(plan, all), needed: 1 };
}

async function addressNeed(plan: EnvironmentPlan, clients: PreflightClients, needed: number): Promise<Need> {
  const { Addresses = [] } = await clients.network.send(new DescribeAddressesCommand({}));
  return { used: othersThan(plan, Addresses), needed };
}
