import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

const acm = { service: "acm", region: "environment" } as const;

export const acmTypes: AwsTypes = {
  aws_acm_certificate: {
    emulated: {
      refuses: [carried("deletion while a load balancer uses it", "acm_validation")],
      rewrites: [carried("pending until its validation records stand in a public zone", "acm_validation")],
      lookedIn: "ACM User Guide: DNS validation; ACM API Reference: RequestCertificate, DeleteCertificate",
      onlyInAws: { what: "that the zone is delegated, so that the records are seen", shownBy: "preflight" },
    },
    ...acm,
    managedIn: { base: ["keptCertificates"], runtime: ["domain"] },
    lookedUpIn: {},
    calls: [
      reads("certificates", "acm", "DescribeCertificate", "ListTagsForCertificate"),
      creates("certificates", "acm", "AddTagsToCertificate"),
      creates("newCertificates", "acm", "RequestCertificate"),
      changes("certificates", "acm", "DeleteCertificate", "RemoveTagsFromCertificate", "UpdateCertificateOptions"),
    ],
    madeUpByAws: { identifier: "ARN", limitedBy: "tag" },
    holdsData: false,
    whenGone: gone("its listeners have no certificate"),
    whenUpdated: unnoticed,
    price: { none: "public certificates are free" },
    scannedBy: { tfsec: { none: "it has no check of certificates" } },
    tables: ["names"],
    usualSeconds: 15,
  },
  aws_acm_certificate_validation: {
    emulated: {
      refuses: [carried("completion while a validation record is missing", "acm_validation")],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "terraform-provider-aws, internal/service/acm/certificate_validation.go",
      onlyInAws: { what: "how long the issue takes", shownBy: "apply" },
    },
    ...acm,
    managedIn: { base: ["keptCertificates"], runtime: ["domain"] },
    lookedUpIn: {},
    calls: [reads("certificates", "acm", "DescribeCertificate")],
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: unnoticed,
    whenUpdated: unnoticed,
    price: { none: "it only waits" },
    scannedBy: { tfsec: { none: "it has no check of certificates" } },
    tables: { none: "nothing stands in AWS for it" },
    usualSeconds: 300,
  },
};
