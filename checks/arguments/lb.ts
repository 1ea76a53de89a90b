import { caBundleOf, type LoadBalancerPlan } from "../../model/plan/load-balancer-plan";
import { shiftedGroups, testHeader } from "../../model/plan/service-deployment";
import type { ServicePlan } from "../../model/plan/service-plan";
import { tlsPolicy } from "../../model/tls-policy";
import { between, butNot, either, everyPlanned, oneOf, type Plans, planned, referenceTo } from "./allowed";
import { type Arguments, below, harmless, heldBy, optional, required } from "./argument";
import { ownVpc, servicesOf } from "./plans";

const balancersOf = (plans: Plans): readonly LoadBalancerPlan[] =>
  plans.flatMap(({ loadBalancer }) => loadBalancer ?? []);
const webOf = (plans: Plans) =>
  servicesOf(plans).flatMap((service) =>
    service.settings.kind === "web" ? [{ ...service, settings: service.settings }] : [],
  );
const targetTypeOf = ({ placement }: ServicePlan) => (placement.runtime === "ec2" ? "instance" : "ip");
const issuersOf = (plans: Plans) =>
  balancersOf(plans).flatMap(({ agentToAgent: { mode, settings } }) =>
    mode === "jwt" && settings !== undefined && "jwt" in settings ? [settings.jwt] : [],
  );
const ofPlan = (text: string, textOf: (plan: LoadBalancerPlan) => readonly string[], worse?: string) =>
  planned(text, (plans) => balancersOf(plans).flatMap(textOf), worse);

const certificate = either(
  // Looked up where the base stack keeps it; which parameter that is, the table holds beside the parameter.
  referenceTo("aws_acm_certificate_validation", "aws_ssm_parameter"),
  ofPlan(
    "the certificate of the settings",
    ({ certificate: used }) => (typeof used === "object" ? [used.arn] : []),
    "arn:aws:acm:us-east-1:999999999999:certificate/stranger",
  ),
);
const balancer = referenceTo("aws_lb");
const toStrangers = "requests would go to somebody else";
const targets = required(referenceTo("aws_lb_target_group"), toStrangers, { type: "forward", forward: null });
const strangeRequests = "requests that two readers read differently pass by what is checked at the entrance";
const anybody = "whoever holds a token or certificate of somebody else is let in";
const answer = harmless("what a refused client reads; that it is refused is held by what a request leads to");
const sickTasks = "tasks that cannot answer get requests";

const refusals: Arguments = {
  "fixed_response.content_type": answer,
  "fixed_response.message_body": answer,
  "fixed_response.status_code": optional(butNot(oneOf("403"), "200"), "a refusal that looks like an answer"),
  target_group_arn: targets,
};

export const lbArguments: Readonly<Record<string, Arguments>> = {
  aws_lb: {
    "access_logs.bucket": required(
      ofPlan("the bucket of the plan", ({ logsBucket }) => [logsBucket]),
      "nobody can tell afterwards who called what, or somebody else can",
    ),
    "access_logs.enabled": heldBy("load-balancer-access-logs", false),
    desync_mitigation_mode: required(butNot(oneOf("defensive", "strictest"), "monitor"), strangeRequests),
    drop_invalid_header_fields: required(oneOf(true), strangeRequests),
    idle_timeout: required(
      ofPlan("what the services need", ({ idleTimeoutSeconds }) => [String(idleTimeoutSeconds)], "1"),
      "streams are cut, or connections that are dead stay",
    ),
    internal: required(
      ofPlan("the scheme of the settings", ({ scheme }) => [String(scheme === "internal")], "OTHER"),
      "what is meant for a network of one's own would face the internet",
    ),
    load_balancer_type: required(
      butNot(oneOf("application"), "network"),
      "another kind checks no tokens and writes no such logs",
    ),
    name: required(
      everyPlanned("the load balancer of the plan", (plans) => balancersOf(plans).map(({ name }) => name)),
      "logs and alarms name the planned one",
    ),
    security_groups: required(referenceTo("aws_security_group"), "a group of others lets in whom they please"),
    subnets: required(
      either(
        referenceTo("aws_subnet"),
        planned(
          "a subnet of the settings",
          (plans) =>
            plans.flatMap(({ network }) =>
              network?.kind === "existing" ? [...network.publicSubnetIds, ...network.privateSubnetIds] : [],
            ),
          "subnet-0123456789abcdef9",
        ),
      ),
      "it would stand in the network of others",
    ),
  },
  aws_lb_listener: {
    ...below("default_action", refusals),
    certificate_arn: required(certificate, "clients would meet another's certificate, or none", { protocol: "HTTPS" }),
    "default_action.redirect.host": optional(oneOf("#{host}"), "clients would be sent to somebody else"),
    "default_action.redirect.port": optional(butNot(oneOf("443"), "80"), "clients would go on without TLS"),
    "default_action.redirect.protocol": optional(butNot(oneOf("HTTPS"), "HTTP"), "clients would go on without TLS"),
    "default_action.redirect.status_code": optional(oneOf("HTTP_301"), "clients would ask without TLS again"),
    "default_action.type": required(oneOf("forward", "redirect", "fixed-response"), "requests would go elsewhere"),
    load_balancer_arn: required(balancer, "somebody else's entrance would lead here"),
    "mutual_authentication.mode": optional(butNot(oneOf("verify"), "off", "passthrough"), anybody),
    "mutual_authentication.trust_store_arn": optional(referenceTo("aws_lb_trust_store"), anybody),
    port: required(
      everyPlanned(
        "a port of the plan",
        (plans) => balancersOf(plans).flatMap(({ openPorts }) => openPorts.map(({ port }) => String(port))),
        "8081",
      ),
      "nobody has planned who connects to it",
    ),
    protocol: heldBy("listener-plain-http", "HTTP"),
    ssl_policy: required(
      butNot(oneOf(tlsPolicy), "ELBSecurityPolicy-2016-08"),
      "old clients may be made to speak a broken TLS",
      {
        protocol: "HTTPS",
      },
    ),
  },
  aws_lb_listener_certificate: {
    certificate_arn: required(certificate, "clients would meet another's certificate"),
    listener_arn: required(referenceTo("aws_lb_listener"), "somebody else's entrance would show it"),
  },
  aws_lb_listener_rule: {
    ...below("action", refusals),
    "action.forward.target_group.arn": required(referenceTo("aws_lb_target_group"), toStrangers, {}),
    "action.forward.target_group.weight": required(
      butNot(oneOf(100, 0), 50),
      "at first all tasks are in one of both groups, and ECS shifts from there",
      {},
    ),
    "action.jwt_validation.additional_claim.format": required(oneOf("single-string"), anybody, {}),
    "action.jwt_validation.additional_claim.name": required(butNot(oneOf("aud"), "azp"), anybody, {}),
    "action.jwt_validation.additional_claim.values": required(
      planned("the audience of the settings", (plans) => issuersOf(plans).map(({ audience }) => audience)),
      anybody,
      {},
    ),
    "action.jwt_validation.issuer": required(
      planned(
        "the issuer of the settings",
        (plans) => issuersOf(plans).map(({ issuer }) => issuer),
        "https://stranger.example",
      ),
      anybody,
      {},
    ),
    "action.jwt_validation.jwks_endpoint": required(
      butNot(
        planned(
          "the keys of the settings",
          (plans) => issuersOf(plans).map(({ jwksUrl }) => jwksUrl),
          "https://stranger.example/keys",
        ),
        "http://auth.example.com/.well-known/jwks.json",
      ),
      anybody,
      {},
    ),
    "action.order": harmless("a token is validated first, or AWS refuses the rule"),
    "action.type": required(oneOf("forward", "fixed-response", "jwt-validation"), "requests would go elsewhere"),
    "condition.host_header.values": optional(
      ofPlan("a host of the routes", ({ routes }) => routes.flatMap(({ host }) => host ?? []), "*"),
      "requests of other hosts would go there",
    ),
    "condition.http_header.http_header_name": required(
      oneOf(testHeader.name),
      "everybody would get tasks that nobody has tried",
      {},
    ),
    "condition.http_header.values": required(
      butNot(oneOf(testHeader.value), "*"),
      "everybody would get tasks that nobody has tried",
      {},
    ),
    "condition.path_pattern.values": optional(
      ofPlan(
        "a path of the routes",
        ({ routes, agentToAgent }) => [...agentToAgent.paths, ...routes.flatMap(({ paths }) => paths)],
        "/?*",
      ),
      "requests of other paths would go there",
    ),
    "lifecycle.ignore_changes": optional(
      butNot(oneOf(shiftedGroups), "action", "all"),
      "Terraform would overlook a change of more than ECS shifts",
    ),
    listener_arn: required(referenceTo("aws_lb_listener"), "somebody else's entrance would lead here"),
    priority: required(
      either(
        between(10, 10),
        ofPlan("a priority of the plan", ({ routes }) => routes.map((each) => String(each.priority)), "50000"),
      ),
      "another rule would be asked first, such as one that checks no token",
    ),
  },
  aws_lb_target_group: {
    deregistration_delay: required(
      planned(
        "what the service needs",
        (plans) => webOf(plans).map(({ times }) => String(times.deregistrationDelaySeconds)),
        "0",
      ),
      "connections are cut when a task goes",
    ),
    "health_check.healthy_threshold": required(between(2, 5), sickTasks),
    "health_check.interval": required(between(5, 60), sickTasks),
    "health_check.matcher": required(butNot(oneOf("200"), "200-499"), sickTasks),
    "health_check.path": required(
      planned(
        "a path of the settings",
        (plans) => webOf(plans).map(({ settings }) => settings.healthCheckPath),
        "/stranger",
      ),
      sickTasks,
    ),
    "health_check.protocol": required(oneOf("HTTP"), sickTasks),
    "health_check.timeout": required(between(2, 30), sickTasks),
    "health_check.unhealthy_threshold": required(between(2, 5), sickTasks),
    name: required(
      everyPlanned("a service of the plan", (plans) =>
        webOf(plans).flatMap(({ deployment }) => deployment?.targetGroups ?? []),
      ),
      "alarms name the planned one",
    ),
    port: harmless("a task is registered with the port of its container"),
    protocol: required(butNot(oneOf("HTTP"), "TCP"), "tasks answer HTTP"),
    target_type: required(
      planned("ip of tasks, or instance", (plans) => webOf(plans).map(targetTypeOf), "lambda"),
      "tasks are registered by their addresses",
    ),
    vpc_id: required(ownVpc, "tasks stand in the environment's network"),
  },
  aws_lb_trust_store: {
    ca_certificates_bundle_s3_bucket: required(
      planned("the bucket of the settings", (plans) =>
        plans.flatMap(({ loadBalancer }) => caBundleOf(loadBalancer)?.bucket ?? []),
      ),
      anybody,
    ),
    ca_certificates_bundle_s3_key: required(
      planned("the file of the settings", (plans) =>
        plans.flatMap(({ loadBalancer }) => caBundleOf(loadBalancer)?.key ?? []),
      ),
      anybody,
    ),
    name: required(
      ofPlan("the trust store of the plan", ({ trustStore }) => [trustStore]),
      "rights name the planned one",
    ),
  },
};
