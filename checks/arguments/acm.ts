import { requestedCertificates } from "../../model/plan/load-balancer-plan";
import { butNot, everyPlanned, oneOf, type Plans, referenceTo, referenceToEvery } from "./allowed";
import { type Arguments, optional, required } from "./argument";

const requestedFor = (plans: Plans) =>
  plans.flatMap(({ loadBalancer }) => (loadBalancer === undefined ? [] : requestedCertificates(loadBalancer)));

export const acmArguments: Readonly<Record<string, Arguments>> = {
  aws_acm_certificate: {
    domain_name: required(
      everyPlanned("a host of the plan", requestedFor, "*.example.com"),
      "it would speak for names that are not the environment's",
    ),
    "lifecycle.create_before_destroy": required(oneOf(true), "listeners would have none until the next one is issued"),
    "options.certificate_transparency_logging_preference": optional(
      butNot(oneOf("ENABLED"), "DISABLED"),
      "a certificate that is in no public log is found by nobody who looks for forgeries",
    ),
    validation_method: required(butNot(oneOf("DNS"), "EMAIL"), "whoever reads the domain's mail gets one"),
  },
  aws_acm_certificate_validation: {
    certificate_arn: required(referenceToEvery("aws_acm_certificate"), "listeners would get one before it is issued"),
    validation_record_fqdns: required(
      referenceTo("aws_route53_record"),
      "it would wait for a record that nobody makes",
    ),
  },
};
