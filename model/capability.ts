import { type CapabilityFacts, capabilitySections } from "./plan/capabilities";

const ofTheHouse = [
  "account",
  "foundation",
  "network",
  "entrance",
  "domain",
  "services",
  "discovery",
  "schedules",
  "keptCertificates",
  "hosts",
] as const;

export type Capability = (typeof ofTheHouse)[number] | keyof CapabilityFacts;

/**
 * What an environment may use, each with types of its own. Policies are filled in this order: a new capability goes last, so
 * that it moves no statement of another.
 */
export const capabilities: readonly Capability[] = [...ofTheHouse, ...sectionNames(capabilitySections)];

function sectionNames<Name extends string>(sections: Readonly<Record<Name, unknown>>): readonly Name[] {
  const names: Name[] = [];
  for (const name in sections) names.push(name);
  return names;
}
