import type { Finding } from "./finding";

/** Rules of checkov that ask what a rule of tfsec asks. */
const sameAsTfsec: Readonly<Record<string, string>> = {
  CKV2_AWS_11: "aws-ec2-require-vpc-flow-logs-for-all-vpcs",
  CKV_AWS_103: "aws-elb-use-secure-tls-policy",
  CKV_AWS_130: "aws-ec2-no-public-ip-subnet",
  CKV_AWS_131: "aws-elb-drop-invalid-headers",
  CKV_AWS_136: "aws-ecr-repository-customer-key",
  CKV_AWS_145: "aws-s3-encryption-customer-key",
  CKV_AWS_149: "aws-ssm-secret-use-customer-key",
  CKV_AWS_158: "aws-cloudwatch-log-group-customer-key",
  CKV_AWS_163: "aws-ecr-enable-image-scans",
  CKV_AWS_18: "aws-s3-enable-bucket-logging",
  CKV_AWS_2: "aws-elb-http-not-used",
  CKV_AWS_21: "aws-s3-enable-versioning",
  CKV_AWS_23: "aws-ec2-add-description-to-security-group",
  CKV_AWS_24: "aws-ec2-no-public-ingress-sgr",
  CKV_AWS_25: "aws-ec2-no-public-ingress-sgr",
  CKV_AWS_26: "aws-sns-enable-topic-encryption",
  CKV_AWS_260: "aws-ec2-no-public-ingress-sgr",
  CKV_AWS_382: "aws-ec2-no-public-egress-sgr",
  CKV_AWS_51: "aws-ecr-enforce-immutable-repository",
  CKV_AWS_65: "aws-ecs-enable-container-insight",
  CKV_AWS_7: "aws-kms-auto-rotate-keys",
};

/** One finding where several scanners say the same of a resource: tfsec's, which names the others. */
export function mergeFindings(findings: readonly Finding[]): readonly Finding[] {
  const kept = findings.filter((finding) => leaderOf(finding, findings) === undefined);
  return kept.map((finding) => {
    const followers = findings.filter((other) => leaderOf(other, findings) === finding);
    if (followers.length === 0) return finding;
    const names = followers.map(({ scanner, rule }) => `${scanner} ${rule}`);
    return { ...finding, alsoFoundBy: [...new Set(names)].sort() };
  });
}

/** The finding of tfsec that says the same, if there is one. */
function leaderOf(finding: Finding, findings: readonly Finding[]): Finding | undefined {
  if (finding.scanner !== "checkov" && finding.scanner !== "trivy") return undefined;
  return findings.find(
    (other) =>
      other.scanner === "tfsec" &&
      other.address === finding.address &&
      (other.aliases?.includes(finding.rule) === true || other.rule === sameAsTfsec[finding.rule]),
  );
}
