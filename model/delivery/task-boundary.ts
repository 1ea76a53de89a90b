import type { ArnScope } from "../arn";
import type { PolicyStatement } from "../iam-policy";
import { capabilityBoundary } from "../plan/capabilities";
import { environmentTag } from "../tags";

/**
 * The most that a role can do which the runs of an environment make, whatever its own policy says: write logs, pull images and
 * read the secrets of the environment that the role is tagged for. Stable on purpose: a new secret does not change it.
 */
export function taskBoundary(scope: ArnScope): readonly PolicyStatement[] {
  const { accountId, region } = scope;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  // The second dollar sign keeps Terraform from reading the variable, which is IAM's.
  const ofOwnEnvironment = { [`aws:ResourceTag/${environmentTag}`]: `$\${aws:PrincipalTag/${environmentTag}}` };
  return [
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: [arn("logs", "log-group:*")],
    },
    {
      sid: "ReadSecretsOfOwnEnvironment",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [arn("secretsmanager", "secret:*")],
      conditions: { StringEquals: ofOwnEnvironment },
    },
    {
      sid: "DecryptSecretsOfOwnEnvironment",
      actions: ["kms:Decrypt"],
      resources: [arn("kms", "key/*")],
      conditions: { StringEquals: { ...ofOwnEnvironment, "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
    },
    // AWS has no resource level for this action.
    { sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "PullImages",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [arn("ecr", "repository/*")],
    },
    ...capabilityBoundary(scope),
  ];
}
