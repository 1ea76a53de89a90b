import {
  type Action,
  type Listener,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeRules,
  type Rule,
  type RuleCondition,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { allOf } from "../../delivery/aws/all-of";
import { agentToAgentPaths, httpPort, httpsPort, mutualTlsPort } from "../../model/ingress-plan";
import { tlsPolicy } from "../../model/tls-policy";
import type { Area, Reading } from "./area";
import { type Intent, publicDomain } from "./intent";
import { labels } from "./labels";
import { sentences } from "./sentence";

type ListenerFacts = {
  readonly protocol: string;
  /** Absent on plain HTTP. */
  readonly "TLS policy": string | undefined;
  readonly certificates: readonly string[];
  readonly "client certificates": string;
  readonly action: string;
};

type RuleFacts = { readonly condition: string; readonly action: string };

/** Listeners, and the rules before their default action. */
export const listeners: Area = { subject: "listeners", expected: expectedListeners, found: foundListeners };

const clientCertificatesOff = "off";

function expectedListeners(intent: Intent): readonly string[] {
  const { ingress, service } = intent;
  const domain = publicDomain(intent)?.domain;
  const forward = `forward to ${labels.targetGroup(service.names.targetGroup)}`;
  const plain = {
    protocol: "HTTP",
    "TLS policy": undefined,
    certificates: [],
    "client certificates": clientCertificatesOff,
  };
  if (domain === undefined) {
    return [...listenerSentences(httpPort, { ...plain, action: forward }), ...agentToAgentRule(httpPort, refusal)];
  }
  const encrypted = {
    ...plain,
    protocol: "HTTPS",
    "TLS policy": tlsPolicy,
    certificates: [labels.certificate(domain)],
  };
  return [
    ...listenerSentences(httpPort, { ...plain, action: `redirect to HTTPS:${httpsPort} by HTTP_301` }),
    ...listenerSentences(httpsPort, { ...encrypted, action: forward }),
    ...agentToAgentRule(httpsPort, ingress.agentToAgent === "jwt" ? tokenActions(intent, forward) : refusal),
    ...(ingress.agentToAgent === "mutual-tls"
      ? [
          ...listenerSentences(mutualTlsPort, {
            ...encrypted,
            "client certificates": intent.carried("alb-mutual-tls") ? "verify" : clientCertificatesOff,
            action: refusal,
          }),
          ...agentToAgentRule(mutualTlsPort, forward),
        ]
      : []),
  ];
}

const refusal = "answer 403";

function agentToAgentRule(port: number, action: string): readonly string[] {
  return ruleSentences(port, "10", { condition: pathCondition(agentToAgentPaths), action: action });
}

/** Where the feature is not carried, only the forwarding is left. */
function tokenActions(intent: Intent, forward: string): string {
  const { agentToAgent } = intent.service.settings;
  if (agentToAgent === undefined || !("jwt" in agentToAgent) || !intent.carried("alb-jwt-validation")) return forward;
  const { issuer, jwksUrl, audience } = agentToAgent.jwt;
  return `${tokenValidation(issuer, jwksUrl, [`aud ${audience}`])}, then ${forward}`;
}

async function foundListeners({ clients, label }: Reading): Promise<readonly string[]> {
  const config = { client: clients.loadBalancing };
  const balancers = await allOf(paginateDescribeLoadBalancers(config, {}), ({ LoadBalancers }) => LoadBalancers);
  const all = await Promise.all(
    balancers.map(({ LoadBalancerArn }) =>
      allOf(paginateDescribeListeners(config, { LoadBalancerArn }), ({ Listeners }) => Listeners),
    ),
  );
  const found = await Promise.all(
    all.flat().map(async (listener) => {
      const { ListenerArn, Port } = listener;
      const rules = await allOf(paginateDescribeRules(config, { ListenerArn }), ({ Rules }) => Rules);
      return [
        ...listenerSentences(Port, listenerFacts(listener, label)),
        ...rules.filter(({ IsDefault }) => !IsDefault).flatMap((rule) => foundRule(Port, rule, label)),
      ];
    }),
  );
  return found.flat();
}

function listenerFacts(listener: Listener, label: Reading["label"]): ListenerFacts {
  const { Protocol = "unknown", SslPolicy, Certificates = [], MutualAuthentication, DefaultActions } = listener;
  return {
    protocol: Protocol,
    "TLS policy": Protocol === "HTTP" ? undefined : SslPolicy,
    certificates: Certificates.map(({ CertificateArn }) => label(CertificateArn)),
    "client certificates": MutualAuthentication?.Mode ?? clientCertificatesOff,
    action: actionsText(DefaultActions, label),
  };
}

function foundRule(port: number | undefined, rule: Rule, label: Reading["label"]): readonly string[] {
  return ruleSentences(port, rule.Priority, {
    condition: (rule.Conditions ?? []).map(conditionText).join(" and "),
    action: actionsText(rule.Actions, label),
  });
}

function conditionText({ Field, PathPatternConfig, Values }: RuleCondition): string {
  const paths = PathPatternConfig?.Values ?? (Field === "path-pattern" ? Values : undefined);
  return paths === undefined ? `a condition on ${Field}` : pathCondition(paths);
}

function pathCondition(paths: readonly string[]): string {
  return `path ${[...paths].sort().join(" or ")}`;
}

function actionsText(actions: readonly Action[] = [], label: Reading["label"]): string {
  const ordered = [...actions].sort((left, right) => (left.Order ?? 0) - (right.Order ?? 0));
  return ordered.map((action) => actionText(action, label)).join(", then ");
}

function actionText(action: Action, label: Reading["label"]): string {
  const { RedirectConfig: redirect, FixedResponseConfig: answer, JwtValidationConfig: token } = action;
  if (redirect !== undefined) return `redirect to ${redirect.Protocol}:${redirect.Port} by ${redirect.StatusCode}`;
  if (answer !== undefined) return `answer ${answer.StatusCode}`;
  if (token !== undefined) {
    const claims = (token.AdditionalClaims ?? []).map(({ Name, Values = [] }) => `${Name} ${Values.join(" or ")}`);
    return tokenValidation(token.Issuer, token.JwksEndpoint, claims);
  }
  if (action.Type !== "forward") return String(action.Type);
  const groups = action.ForwardConfig?.TargetGroups?.map(({ TargetGroupArn }) => TargetGroupArn) ?? [];
  const targets = action.TargetGroupArn === undefined ? groups : [action.TargetGroupArn];
  return `forward to ${targets.map(label).join(" and ")}`;
}

function tokenValidation(issuer: string | undefined, keys: string | undefined, claims: readonly string[]): string {
  return `validate a token of ${issuer} by the keys at ${keys} for ${claims.join(" and ")}`;
}

function listenerSentences(port: number | undefined, facts: ListenerFacts): readonly string[] {
  return sentences(`listener ${port}`, facts);
}

function ruleSentences(port: number | undefined, priority: string | undefined, facts: RuleFacts): readonly string[] {
  return sentences(`rule ${priority} of listener ${port}`, facts);
}
