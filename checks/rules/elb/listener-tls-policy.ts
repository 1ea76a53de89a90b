import { listeners } from "../../load-balancers";
import type { Rule } from "../../rule";

/** TLS 1.2 with forward secrecy at least. Every policy that tfsec passes is not here: it knows old names only. */
const allowedPolicies = [
  "ELBSecurityPolicy-TLS13-1-2-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
];

export const listenerTlsPolicy: Rule = {
  id: "listener-tls-policy",
  severity: "HIGH",
  title: "HTTPS listeners refuse TLS before 1.2 and weak ciphers",
  why: "a listener without a policy gets ELBSecurityPolicy-2016-08, which still takes TLS 1.0",
  evaluate: (template) =>
    listeners(template)
      .filter(({ protocol }) => protocol === "HTTPS" || protocol === "TLS")
      .filter(({ resource }) => !allowedPolicies.some((policy) => policy === resource.body.ssl_policy))
      .map(({ resource, port }) => ({
        resource,
        message: `port ${port} uses the TLS policy ${resource.body.ssl_policy ?? "ELBSecurityPolicy-2016-08"}`,
        remedy: `use ${allowedPolicies.join(" or ")}`,
      })),
};
