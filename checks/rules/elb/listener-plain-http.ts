import { objectsOf } from "../../../model/json";
import { type Listener, type ListenerAction, listeners } from "../../load-balancers";
import type { Rule } from "../../rule";

export const listenerPlainHttp: Rule = {
  id: "listener-plain-http",
  severity: "CRITICAL",
  title: "Plain HTTP only redirects to HTTPS",
  why: "what a plain listener answers can be read and changed on the way; a rule behind it is invisible to tfsec",
  evaluate: (template) =>
    listeners(template)
      .filter(({ protocol }) => protocol === "HTTP")
      .flatMap((listener) =>
        answersOf(listener)
          .filter(({ actions }) => !actions.every(isRefusalOrRedirect))
          .map(({ resource }) => ({
            resource,
            message: `port ${listener.port} answers on plain HTTP`,
            remedy:
              "redirect to HTTPS with HTTP_301; that takes a domain with a certificate (dns in the environment's file)",
          })),
      ),
};

function answersOf(listener: Listener) {
  return [{ resource: listener.resource, actions: listener.defaultActions }, ...listener.rules];
}

function isRefusalOrRedirect({ type, body }: ListenerAction): boolean {
  if (type === "fixed-response")
    return objectsOf(body.fixed_response).every(({ status_code: code }) => /^[45]/.test(String(code)));
  return type === "redirect" && objectsOf(body.redirect).every(({ protocol }) => protocol === "HTTPS");
}
