import { objectsOf } from "../../../model/json";
import { changed, type PlantedFault, set } from "./planting";

const forward = { type: "forward", target_group_arn: "${aws_lb_target_group.planted.arn}" };
const own = (rule: string) => ({ scanner: "slipway" as const, rule });
const tfsec = (rule: string) => ({ scanner: "tfsec" as const, rule });

export const ingressFaults: readonly PlantedFault[] = [
  {
    title: "a plain listener that forwards",
    stack: "staging",
    plant: set("aws_lb_listener", "https_redirect", { default_action: [forward] }),
    foundBy: tfsec("aws-elb-http-not-used"),
  },
  {
    title: "a plain listener whose rule forwards",
    stack: "staging",
    plant: (stack) =>
      changed("aws_lb_listener_rule", "", (body) => ({
        ...body,
        listener_arn: "${aws_lb_listener.https_redirect_8FCD7814.arn}",
      }))(stack),
    foundBy: own("listener-plain-http"),
  },
  {
    title: "an old TLS policy",
    stack: "staging",
    plant: set("aws_lb_listener", "https_4", { ssl_policy: "ELBSecurityPolicy-TLS-1-1-2017-01" }),
    foundBy: tfsec("aws-elb-use-secure-tls-policy"),
  },
  {
    title: "a listener that leaves the TLS policy to AWS",
    stack: "staging",
    plant: set("aws_lb_listener", "https_4", { ssl_policy: null }),
    foundBy: own("argument-as-meant"),
  },
  {
    title: "agent-to-agent calls that are forwarded without a validated JWT",
    stack: "staging",
    plant: changed("aws_lb_listener_rule", "", (body) => ({
      ...body,
      action: objectsOf(body.action).filter(({ type }) => type === "forward"),
    })),
    foundBy: own("agent-to-agent-authenticated"),
  },
  {
    title: "a load balancer that lets invalid headers through",
    stack: "staging",
    plant: set("aws_lb", "", { drop_invalid_header_fields: null }),
    foundBy: tfsec("aws-elb-drop-invalid-headers"),
  },
  {
    title: "a load balancer without access logs",
    stack: "staging",
    plant: set("aws_lb", "", { access_logs: null }),
    foundBy: own("load-balancer-access-logs"),
  },
];
