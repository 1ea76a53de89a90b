import { objectsOf } from "../../../model/json";
import type { Rule } from "../../rule";
import { resourcesOfType } from "../../template";

export const loadBalancerAccessLogs: Rule = {
  id: "load-balancer-access-logs",
  severity: "MEDIUM",
  title: "Load balancers keep access logs",
  why: "without them nobody can tell afterwards who called what; tfsec has no such rule",
  evaluate: (template) =>
    resourcesOfType(template, "aws_lb")
      .filter(({ body }) => !objectsOf(body.access_logs).some(({ enabled }) => enabled === true))
      .map((resource) => ({
        resource,
        message: "the load balancer writes no access logs",
        remedy: "set access_logs { enabled = true } with a private bucket",
      })),
};
