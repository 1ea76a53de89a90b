import type { HostGroupPlan } from "../../model/plan/host-plan";
import type { OwnNetworkPlan } from "../../model/plan/network-plan";
import type { ServicePlan } from "../../model/plan/service-plan";
import { either, type Plans, planned, referenceTo } from "./allowed";

export const servicesOf = (plans: Plans): readonly ServicePlan[] => plans.flatMap(({ services }) => services);

/** Groups of instances. */
export const hostsOf = (plans: Plans): readonly HostGroupPlan[] => plans.flatMap(({ hosts }) => hosts);

/** Of the environments that have one. */
export const environmentSchedulesOf = (plans: Plans) => plans.flatMap(({ schedule }) => schedule ?? []);

export const accountIdsOf = (plans: Plans): readonly string[] => [
  ...new Set(plans.map(({ account }) => account.accountId)),
];

/** Those that are the environments' own. */
export const networksOf = (plans: Plans): readonly OwnNetworkPlan[] =>
  plans.flatMap(({ network }) => (network?.kind === "own" ? [network] : []));

export const ownVpc = either(
  referenceTo("aws_vpc"),
  planned(
    "the VPC that the settings name",
    (plans) => plans.flatMap(({ network }) => (network?.kind === "existing" ? [network.vpcId] : [])),
    "vpc-0123456789abcdef9",
  ),
);

export const ownKey = referenceTo("aws_kms_key");
