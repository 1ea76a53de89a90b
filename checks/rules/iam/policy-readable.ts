import { policies } from "../../policies";
import type { Rule } from "../../rule";

export const policyReadable: Rule = {
  id: "policy-readable",
  severity: "HIGH",
  title: "Policies are JSON text or policy documents of the same stack",
  why: "neither the scanners nor the rules here look into an expression such as jsonencode(...): every action in it would pass",
  evaluate: (template) =>
    policies(template).unreadable.map(({ resource, argument }) => ({
      resource,
      message: `${argument} cannot be read as a policy`,
      remedy: "build it with JSON.stringify; references inside of it may stay",
    })),
};
