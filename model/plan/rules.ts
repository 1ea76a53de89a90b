import { capabilities } from "../capability";
import { productionDatabaseProblem } from "../firestore";
import {
  deliveryRoleNameProblem,
  namePrefixProblem,
  serviceRoleNameProblem,
  targetGroupNameProblem,
  taskRoleNameProblem,
} from "../name-rules";
import { orList } from "../wording";
import { deploymentProblems } from "./deployment-rules";
import { hostProblems } from "./host-rules";
import { circleProblems, linkProblems } from "./link-rules";
import { productionProblems } from "./production-rules";
import { routeProblems } from "./route-rules";
import { type Problem, problem, type RuleFacts, type ServiceRuleFacts } from "./rule-facts";
import { volumeProblems } from "./volume-rules";

export function environmentProblems(facts: RuleFacts): readonly Problem[] {
  const { account, name, namePrefix } = facts;
  const prefixProblem = namePrefix === undefined ? undefined : namePrefixProblem(namePrefix);
  const prefix = prefixProblem === undefined ? namePrefix : undefined;
  return [
    ...problem(["namePrefix"], prefixProblem),
    ...problem(["account"], account === undefined ? undefined : deliveryRoleNameProblem(account, name)),
    ...Object.entries(facts.services).flatMap(([service, settings]) => [
      ...nameProblems(facts, service, settings, prefix),
      ...problem(["services", service, "agentToAgent"], needsHttps(facts, settings), "key"),
      ...linkProblems(facts, service, settings),
    ]),
    ...networkProblems(facts),
    ...productionProblems(facts),
    ...routeProblems(facts),
    ...deploymentProblems(facts),
    ...circleProblems(facts),
    ...queueProblems(facts),
    ...scheduleProblems(facts),
    ...volumeProblems(facts),
    ...retiredProblems(facts),
    ...hostProblems(facts),
    ...formerDomainProblems(facts),
  ];
}

function nameProblems(
  { name, production, resources }: RuleFacts,
  service: string,
  settings: ServiceRuleFacts,
  prefix: string | undefined,
): readonly Problem[] {
  const { kind, taskRoleName, firestore, sidecars = {}, deployment } = settings;
  const path = ["services", service];
  const tooLong =
    prefix === undefined
      ? undefined
      : kind === "web"
        ? targetGroupNameProblem(prefix, service, deployment?.strategy === "blue-green" ? 2 : 1)
        : serviceRoleNameProblem(prefix, service);
  return [
    ...problem(path, tooLong, "key"),
    ...problem(path, takenNameProblem(resources, service), "key"),
    ...problem([...path, "taskRoleName"], taskRoleName === undefined ? undefined : taskRoleNameProblem(taskRoleName)),
    ...problem(
      [...path, "firestore", "database"],
      firestore === undefined || production !== false ? undefined : productionDatabaseProblem(name, firestore.database),
    ),
    ...problem(
      [...path, "sidecars", service],
      Object.hasOwn(sidecars, service) ? `the service's own container is named ${service}; choose another` : undefined,
      "key",
    ),
  ];
}

function takenNameProblem(resources: RuleFacts["resources"], service: string): string | undefined {
  const taken = Object.entries(resources).find(([, names]) => names.includes(service));
  if (taken !== undefined) return `${service} is a name in ${taken[0]} too; choose another`;
  const isTaken = ownParts.includes(service) || resources.queues?.some((queue) => service === `queue-${queue}`);
  return isTaken === true ? `${service} names a part of the environment itself; choose another` : undefined;
}

/** A service so named would have parts, its logs or its security group, that are called as some of the environment's own. */
const ownParts: readonly string[] = ["flow", "hosts", "load-balancer"];

/** A queue's dead letters have a queue of their own. */
function queueProblems({ resources: { queues = [] } }: RuleFacts): readonly Problem[] {
  return queues.flatMap((queue) => {
    const other = queues.find((candidate) => queue === `${candidate}-dead-letters`);
    const message = `${queue} is the name of the queue for the dead letters of ${other}; choose another`;
    return problem(["queues", queue], other === undefined ? undefined : message, "key");
  });
}

/** The schedule has a queue for its own dead letters, and is of use to what runs all week. */
function scheduleProblems({ resources: { queues = [], schedule = [] }, services }: RuleFacts): readonly Problem[] {
  if (schedule.length === 0) return [];
  const kinds = Object.values(services).map(({ kind }) => kind);
  return [
    ...["schedule", "schedule-dead-letters"].flatMap((queue) =>
      problem(
        ["queues", queue],
        queues.includes(queue) ? `${queue} names a part of the environment's schedule; choose another` : undefined,
        "key",
      ),
    ),
    ...problem(
      ["schedule"],
      kinds.every((kind) => kind === "job")
        ? "no service is of kind web, internal or worker, and nothing would sleep; remove it"
        : undefined,
      "key",
    ),
  ];
}

function needsHttps({ hasDns }: RuleFacts, { agentToAgent }: ServiceRuleFacts): string | undefined {
  return !hasDns && agentToAgent !== undefined
    ? "agent-to-agent paths need HTTPS; set dns.domain, or remove agentToAgent"
    : undefined;
}

function networkProblems(facts: RuleFacts): readonly Problem[] {
  const services = Object.keys(facts.services);
  const web = Object.values(facts.services).filter(({ kind }) => kind === "web");
  return [
    ...problem(
      ["network"],
      services.length > 0 && !facts.hasNetwork ? `missing, and ${orList(services)} needs one; write it` : undefined,
      "key",
    ),
    ...problem(
      ["loadBalancer", "allowedCidrs"],
      facts.needsAllowedCidrs ? "missing; the block of a VPC that exists is not known here; write it" : undefined,
      "key",
    ),
    ...problem(
      ["loadBalancer", "certificateArn"],
      facts.hasCertificate && !facts.hasDns
        ? "a certificate is of use to a domain alone; set dns, or remove it"
        : undefined,
      "key",
    ),
    ...problem(["dns", "domain"], facts.hasCertificate ? undefined : certificateProblem(facts.domain)),
    ...problem(
      ["dns", "failover"],
      facts.hasBlindFailover
        ? "Route 53's health checks do not reach an internal load balancer; remove failover, or set loadBalancer.scheme: internet-facing"
        : undefined,
      "key",
    ),
    ...problem(
      ["loadBalancer"],
      facts.hasLoadBalancerSettings && web.length === 0 && services.every((name) => facts.services[name]?.kind)
        ? "no service is of kind web, and so there is no load balancer; remove it"
        : undefined,
      "key",
    ),
  ];
}

/** ACM API Reference, RequestCertificate, DomainName: what RFC 5280 allows a common name. */
function certificateProblem(domain = ""): string | undefined {
  return domain.length <= 64
    ? undefined
    : `the domain has ${domain.length} characters, and a certificate's first name at most 64; shorten it, or import a certificate and set loadBalancer.certificateArn`;
}

/** The records of a domain can be removed only where its zone is known, which goes with it. */
const retirable: readonly string[] = capabilities.filter((name) => !["account", "foundation", "domain"].includes(name));

function retiredProblems({ retired, resources }: RuleFacts): readonly Problem[] {
  return retired.flatMap((capability, index) => {
    const path = ["retired", index];
    const names = resources[capability] ?? [];
    if (!retirable.includes(capability)) {
      return problem(path, `${capability} is not a capability that can go; use ${orList(retirable)}`);
    }
    return problem(
      path,
      names.length > 0 ? `${capability} is in use: ${orList(names)}; remove one of both` : undefined,
    );
  });
}

function formerDomainProblems({ domain, formerDomains, services }: RuleFacts): readonly Problem[] {
  const hosts = Object.values(services).flatMap(({ routes = [] }) => routes.flatMap(({ host }) => host ?? []));
  return formerDomains.flatMap((former, index) =>
    problem(
      ["dns", "formerDomains", index],
      former === domain || hosts.includes(former) ? `${former} is in use; remove one of both` : undefined,
    ),
  );
}
