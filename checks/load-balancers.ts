import { objectsOf, stringsOf } from "../model/json";
import { type Resource, refersTo, resourcesOfType, type Template } from "./template";

export interface ListenerAction {
  /** `forward`, `redirect`, `fixed-response`, `jwt-validation` ... */
  readonly type: string;
  readonly body: Resource["body"];
}

export interface Listener {
  readonly resource: Resource;
  readonly port: number | undefined;
  readonly protocol: string;
  readonly defaultActions: readonly ListenerAction[];
  /** By priority, as the load balancer tries them. */
  readonly rules: readonly ListenerRule[];
}

export interface ListenerRule {
  readonly resource: Resource;
  /** Path patterns, or nothing where the rule does not look at the path. */
  readonly paths: readonly string[] | undefined;
  /** Whether the rule asks for more than a path, so that it may pass over any request. */
  readonly conditional: boolean;
  readonly actions: readonly ListenerAction[];
}

export function listeners(template: Template): readonly Listener[] {
  return resourcesOfType(template, "aws_lb_listener").map((resource) => ({
    resource,
    port: typeof resource.body.port === "number" ? resource.body.port : undefined,
    protocol: typeof resource.body.protocol === "string" ? resource.body.protocol : "HTTP",
    defaultActions: actionsIn(resource, "default_action"),
    rules: resourcesOfType(template, "aws_lb_listener_rule")
      .filter(({ body }) => refersTo(body.listener_arn, resource))
      .sort((left, right) => Number(left.body.priority) - Number(right.body.priority))
      .map(listenerRule),
  }));
}

export function listenersOf(template: Template, loadBalancer: Resource): readonly Listener[] {
  return listeners(template).filter(({ resource }) => refersTo(resource.body.load_balancer_arn, loadBalancer));
}

/** Whether the listener lets in only clients with a certificate of its trust store. */
export function asksForClientCertificate({ resource }: Listener): boolean {
  return objectsOf(resource.body.mutual_authentication).some(({ mode }) => mode === "verify");
}

function listenerRule(resource: Resource): ListenerRule {
  const conditions = objectsOf(resource.body.condition);
  const patterns = conditions.flatMap(({ path_pattern: pattern }) => objectsOf(pattern));
  return {
    resource,
    paths: patterns.length === 0 ? undefined : patterns.flatMap(({ values }) => stringsOf(values)),
    conditional: patterns.length !== 1 || conditions.length !== 1,
    actions: actionsIn(resource, "action"),
  };
}

function actionsIn({ body }: Resource, argument: string): readonly ListenerAction[] {
  return objectsOf(body[argument])
    .map((action) => ({ type: typeof action.type === "string" ? action.type : "", body: action }))
    .sort((left, right) => Number(left.body.order ?? 0) - Number(right.body.order ?? 0));
}
