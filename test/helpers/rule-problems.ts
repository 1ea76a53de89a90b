import { usualHostScaling } from "../../model/plan/host-facts";
import type { RuleFacts, ServiceRuleFacts } from "../../model/plan/rule-facts";
import { environmentProblems } from "../../model/plan/rules";

const facts: RuleFacts = {
  name: "shop-test",
  namePrefix: "shop",
  account: "retail",
  production: false,
  promotedFrom: [],
  hasReasonNotToPromote: false,
  deletionProtection: true,
  hasNetwork: true,
  hasDns: true,
  waitsForDelegation: false,
  zone: "example.com",
  needsAllowedCidrs: false,
  domain: undefined,
  formerDomains: [],
  hasLoadBalancerSettings: false,
  hasCertificate: false,
  hasBlindFailover: false,
  services: {},
  resources: { queues: [] },
  detachedVolumes: [],
  retired: [],
  compute: "fargate",
  instances: { scaling: usualHostScaling },
};

/** `PATH: MESSAGE` of what the rules find in an environment of these services. */
export const problemsOf = (services: Readonly<Record<string, ServiceRuleFacts>>, overrides: Partial<RuleFacts> = {}) =>
  environmentProblems({ ...facts, services, ...overrides }).map(({ path, message }) => `${path.join(".")}: ${message}`);

export const web = (settings: ServiceRuleFacts = {}): ServiceRuleFacts => ({ kind: "web", ...settings });
