import { type PolicyStatement, policies } from "../../policies";
import type { Rule } from "../../rule";
import { refersTo, resourcesOfType } from "../../template";

export const bucketTlsOnly: Rule = {
  id: "bucket-tls-only",
  severity: "MEDIUM",
  title: "Buckets refuse requests without TLS",
  why: "S3 answers plain HTTP unless the bucket's policy denies it; tfsec does not ask for it",
  evaluate: (template) => {
    const refusals = policies(template).statements.filter(refusesPlaintext);
    return resourcesOfType(template, "aws_s3_bucket")
      .filter((bucket) => !refusals.some(({ resource }) => refersTo(resource.body.bucket, bucket)))
      .map((resource) => ({
        resource,
        message: "the bucket answers on plain HTTP",
        remedy: "deny requests to everybody where aws:SecureTransport is false",
      }));
  },
};

function refusesPlaintext({ resource, allows, principals, conditions }: PolicyStatement): boolean {
  const plaintext = conditions.some(
    ({ test, variable, values }) => test === "Bool" && variable === "aws:SecureTransport" && values.includes("false"),
  );
  return resource.type === "aws_s3_bucket_policy" && !allows && principals.includes("*") && plaintext;
}
