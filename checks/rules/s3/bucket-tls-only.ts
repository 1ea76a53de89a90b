import { policies, refusesPlaintext } from "../../policies";
import type { Rule } from "../../rule";
import { type Resource, refersTo, resourcesOfType } from "../../template";

export const bucketTlsOnly: Rule = {
  id: "bucket-tls-only",
  severity: "MEDIUM",
  title: "Buckets refuse requests without TLS",
  why: "S3 answers plain HTTP unless the bucket's policy denies it; tfsec does not ask for it",
  evaluate: (template) => {
    const refusals = policies(template).statements.filter(
      (statement) => statement.resource.type === "aws_s3_bucket_policy" && refusesPlaintext(statement, actions),
    );
    return resourcesOfType(template, "aws_s3_bucket")
      .filter(
        (bucket) =>
          !refusals.some(
            ({ resource, resources }) => refersTo(resource.body.bucket, bucket) && holdsAll(resources, bucket),
          ),
      )
      .map((resource) => ({
        resource,
        message: "the bucket answers on plain HTTP",
        remedy:
          "deny requests for the bucket and what is in it to everybody where aws:SecureTransport is false, and on no further condition",
      }));
  },
};

const actions = ["s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"];

/** The bucket and its objects. */
function holdsAll(resources: readonly string[], { address, body }: Resource): boolean {
  return [`${address}.arn`, `arn:aws:s3:::${String(body.bucket)}`].some((arn) =>
    [arn, `${arn}/*`].every((part) => resources.includes(part)),
  );
}
