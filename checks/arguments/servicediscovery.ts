import { isRegistered } from "../../model/plan/host-groups";
import { between, butNot, everyPlanned, oneOf, type Plans, referenceTo } from "./allowed";
import { type Arguments, harmless, required } from "./argument";
import { ownVpc, servicesOf } from "./plans";

const discovered = (plans: Plans) => servicesOf(plans).filter(isRegistered);

const notFound = "services would not find each other, or somebody else";

export const servicediscoveryArguments: Readonly<Record<string, Arguments>> = {
  aws_service_discovery_private_dns_namespace: {
    description: harmless("text for people"),
    name: required(
      everyPlanned("the namespace of the plan", (plans) => [
        ...new Set(discovered(plans).flatMap(({ discovery }) => discovery?.namespace ?? [])),
      ]),
      notFound,
    ),
    vpc: required(ownVpc, "the names would be answered in the network of others"),
  },
  aws_service_discovery_service: {
    "dns_config.dns_records.ttl": required(butNot(between(1, 60), 86400), "clients would go on to a task that is gone"),
    "dns_config.dns_records.type": required(butNot(oneOf("A"), "CNAME"), notFound),
    "dns_config.namespace_id": required(referenceTo("aws_service_discovery_private_dns_namespace"), notFound),
    "dns_config.routing_policy": required(butNot(oneOf("MULTIVALUE"), "WEIGHTED"), notFound),
    force_destroy: harmless("it holds addresses of tasks alone, which end with it"),
    name: required(
      everyPlanned("a service of the plan", (plans) => discovered(plans).map(({ name }) => name)),
      notFound,
    ),
  },
};
