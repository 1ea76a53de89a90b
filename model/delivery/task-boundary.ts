import type { ArnScope } from "../arn";
import type { PolicyStatement } from "../iam-policy";
import { capabilityBoundary } from "../plan/capabilities";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { isReference, type PlannedText } from "../plan/planned-text";
import { environmentTag } from "../tags";

/**
 * The most that a role can do which the runs of an environment make, whatever its own policy says: write logs, pull images and
 * read the secrets of the environment that the role is tagged for. Stable on purpose: a new secret does not change it.
 */
export function taskBoundary(scope: ArnScope, environments: readonly EnvironmentPlan[]): readonly PolicyStatement[] {
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
    ...capabilityBoundary(
      scope,
      environments.map(({ name, namePrefix, names }) => ({
        ...{ accountId, region, environment: name, namePrefix },
        keyAlias: names.encryptionKeyAlias,
      })),
    ),
    ...environments.flatMap(furtherRights),
  ];
}

/** What the settings of one environment permit beside that, to the roles that bear its tag alone. */
function furtherRights(environment: EnvironmentPlan): readonly PolicyStatement[] {
  const { name, services, secrets } = environment;
  const permissions = services.flatMap(({ settings }) => settings.permissions);
  const existing = secrets.filter(({ origin }) => origin === "existing");
  // An action knows its own service's resources alone, so that one statement can hold them all.
  const starting = services.flatMap(({ schedule }) => schedule?.role.statements ?? []);
  const statement = (sid: string, actions: readonly string[], resources: readonly PlannedText[]): PolicyStatement => ({
    sid: `${sid}${name.replaceAll(/(^|-)([a-z0-9])/g, (_match, _hyphen, first: string) => first.toUpperCase())}`,
    actions: [...new Set(actions)].sort(),
    resources: [...new Set(resources.flatMap((resource) => (isReference(resource) ? [] : resource)))].sort(),
    conditions: { StringEquals: { [`aws:PrincipalTag/${environmentTag}`]: name } },
  });
  return [
    statement(
      "PermittedTo",
      permissions.flatMap(({ actions }) => actions),
      permissions.flatMap(({ resources }) => resources),
    ),
    statement(
      "ExistingSecretsOf",
      ["secretsmanager:GetSecretValue"],
      existing.map(({ arnPattern }) => arnPattern),
    ),
    statement(
      "ExistingKeysOf",
      ["kms:Decrypt"],
      existing.flatMap(({ keyArn }) => keyArn ?? []),
    ),
    statement(
      "StartTasksOf",
      starting.flatMap(({ actions }) => actions),
      starting.flatMap(({ resources }) => resources),
    ),
  ].filter(({ resources = [] }) => resources.length > 0);
}
