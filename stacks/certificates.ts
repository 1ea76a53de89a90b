import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { KeptCertificate } from "../constructs/acm/kept-certificate";
import { ValidatedCertificate } from "../constructs/acm/validated-certificate";
import { BaseStackGuard } from "../constructs/lookup/base-stack-guard";
import type { DnsFacts } from "../model/plan/facts";
import type { LoadBalancerPlan } from "../model/plan/load-balancer-plan";

/** @param madeZoneId of the zone that the base stack makes; without it, the zone is looked up */
export function keepCertificates(
  base: Construct,
  { keptCertificates }: LoadBalancerPlan,
  { zone }: DnsFacts,
  madeZoneId: string | undefined,
): void {
  if (keptCertificates.length === 0) return;
  const zoneId = madeZoneId ?? new DataAwsRoute53Zone(base, "zone-of-certificates", { name: zone.name }).zoneId;
  for (const { domain, parameter } of keptCertificates) {
    new KeptCertificate(base, `certificate-${domain}`, { domain, parameter, zoneId });
  }
}

interface CertificateProps {
  readonly dns: DnsFacts;
  readonly zoneId: string;
  readonly baseStack: string;
  readonly after: ITerraformDependable;
}

/** One for each host in their order, so that a new host replaces none; an imported one covers every host by itself. */
export function certificateArns(stack: Construct, plan: LoadBalancerPlan, props: CertificateProps): readonly string[] {
  const { certificate, certificateParameterPath: parameterPath, hosts, keptCertificates } = plan;
  if (typeof certificate === "object") return [certificate.arn];
  const idOf = (domain: string) => (domain === props.dns.domain ? "certificate" : `certificate-${domain}`);
  if (parameterPath === undefined) {
    return hosts.map((domain) => new ValidatedCertificate(stack, idOf(domain), { domain, zoneId: props.zoneId }).arn);
  }
  const { baseStack } = props;
  const used = keptCertificates.filter(({ domain }) => hosts.includes(domain));
  const { passed } = new BaseStackGuard(stack, "kept-certificates", {
    baseStack,
    parameterPath,
    parameters: used.map(({ parameter }) => parameter),
    lacks: "a certificate",
    after: props.after,
  });
  return used.map(
    ({ domain, parameter }) =>
      new DataAwsSsmParameter(stack, idOf(domain), {
        name: parameter,
        withDecryption: false,
        dependsOn: [passed],
        lifecycle: {
          postcondition: [
            {
              condition: '${startswith(self.insecure_value, "arn:aws:acm:")}',
              errorMessage: `${parameter} tells no certificate; apply ${baseStack} again: npx cdktf deploy ${baseStack}`,
            },
          ],
        },
      }).insecureValue,
  );
}
