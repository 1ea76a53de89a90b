import { DataAwsAcmCertificate } from "@cdktf/provider-aws/lib/data-aws-acm-certificate";
import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface CertificateLookupProps {
  readonly domain: string;
  readonly zoneName: string;
  readonly after: ITerraformDependable;
}

/** Finds the zone and the certificate that the base stack validated. */
export class CertificateLookup extends Construct {
  readonly zoneId: string;
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: CertificateLookupProps) {
    super(scope, id);
    const dependsOn = [props.after];
    this.zoneId = new DataAwsRoute53Zone(this, "zone", { name: props.zoneName, dependsOn }).zoneId;
    this.certificateArn = new DataAwsAcmCertificate(this, "certificate", {
      domain: props.domain,
      statuses: ["ISSUED"],
      mostRecent: true,
      dependsOn,
    }).arn;
  }
}
