import { DataAwsAcmCertificate } from "@cdktf/provider-aws/lib/data-aws-acm-certificate";
import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface CertificateLookupProps {
  readonly zoneName: string;
  /** The domain first; none where the certificate is imported. */
  readonly hosts: readonly string[];
  readonly after: ITerraformDependable;
}

/** Finds the zone and the certificates that the base stack validated. */
export class CertificateLookup extends Construct {
  readonly zoneId: string;
  /** In the order of the hosts. */
  readonly certificateArns: readonly string[];

  constructor(scope: Construct, id: string, props: CertificateLookupProps) {
    super(scope, id);
    const dependsOn = [props.after];
    this.zoneId = new DataAwsRoute53Zone(this, "zone", { name: props.zoneName, dependsOn }).zoneId;
    this.certificateArns = props.hosts.map(
      (domain, index) =>
        new DataAwsAcmCertificate(this, index === 0 ? "certificate" : `certificate-${domain}`, {
          domain,
          statuses: ["ISSUED"],
          mostRecent: true,
          dependsOn,
        }).arn,
    );
  }
}
