import {
  type Allowed,
  between,
  butNot,
  either,
  everyPlanned,
  oneOf,
  type Plans,
  planned,
  referenceTo,
} from "./allowed";
import { type Arguments, harmless, optional, required } from "./argument";
import { keptData } from "./kept";

const hostsOf = (plans: Plans) => plans.flatMap(({ loadBalancer }) => loadBalancer?.hosts ?? []);
const healthPathsOf = (plans: Plans) =>
  plans.flatMap(({ services }) =>
    services.flatMap(({ settings }) => (settings.kind === "web" ? settings.healthCheckPath : [])),
  );

/** What AWS asks for before it issues a certificate. */
const validation = (what: "name" | "value" | "type"): Allowed => ({
  text: `the ${what} that AWS asks for`,
  allows: (value) =>
    new RegExp(
      `^\\$\\{tolist\\(aws_acm_certificate\\.[\\w-]+\\.domain_validation_options\\)\\.0\\.resource_record_${what}\\}$`,
    ).test(String(value)),
  worse: ["stranger"],
});

const elsewhere = "clients of the name would meet somebody else";
const ownZone = planned(
  "the zone of the settings",
  (plans) => plans.flatMap(({ dns }) => dns?.zone.name ?? []),
  "stranger.example",
);
const asked = "the other side would take over too early, or too late";

export const route53Arguments: Readonly<Record<string, Arguments>> = {
  aws_route53_health_check: {
    enable_sni: harmless("Route 53 checks the answer, and no certificate"),
    failure_threshold: required(between(1, 5), asked),
    fqdn: required(referenceTo("aws_lb"), asked),
    port: required(butNot(between(443, 443), 80), asked),
    request_interval: required(oneOf(10, 30), asked),
    resource_path: required(planned("a path of the settings", healthPathsOf, "/stranger"), asked),
    "tags.Name": harmless("text for people"),
    type: required(butNot(oneOf("HTTPS"), "TCP"), asked),
  },
  aws_route53_record: {
    "alias.evaluate_target_health": optional(oneOf(true), "clients are sent where nothing answers"),
    "alias.name": optional(referenceTo("aws_lb"), elsewhere),
    "alias.zone_id": optional(referenceTo("aws_lb"), elsewhere),
    allow_overwrite: harmless("an earlier certificate of the same name asks for the same record"),
    "failover_routing_policy.type": optional(
      planned(
        "the side of the settings",
        (plans) => plans.flatMap(({ dns }) => dns?.failover.toUpperCase() ?? []),
        "OTHER",
      ),
      "both sides would answer, or none",
    ),
    health_check_id: optional(referenceTo("aws_route53_health_check"), asked),
    name: required(
      either(everyPlanned("a host of the plan", hostsOf, "*.example.com"), validation("name")),
      "it would answer for names that are not the environment's",
    ),
    records: optional(butNot(validation("value"), "203.0.113.1"), elsewhere),
    set_identifier: optional(
      planned("the side of the settings", (plans) => plans.flatMap(({ dns }) => dns?.failover ?? [])),
      "both sides would answer, or none",
    ),
    ttl: optional(butNot(between(1, 3600), 604800), "clients would go on to what is gone"),
    type: required(either(butNot(oneOf("A"), "CNAME", "NS"), validation("type")), elsewhere),
    zone_id: required(referenceTo("aws_route53_zone"), elsewhere),
  },
  aws_route53_zone: { ...keptData, name: required(ownZone, "it would be another's zone") },
  "data.aws_route53_zone": {
    depends_on: harmless("the order in which things are looked up"),
    name: required(ownZone, "records would be made in another's zone"),
  },
};
