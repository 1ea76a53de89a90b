import type { PolicyStatement } from "../iam-policy";
import { capabilityBoundary } from "../plan/capabilities";
import type { EnvironmentPlan } from "../plan/environment-plan";
import { isReference, knownStatement, type PlannedStatement, type PlannedText, placeText } from "../plan/planned-text";
import { environmentTag } from "../tags";

const logActions = ["logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"];

/**
 * The most that a role can do which the runs of an environment make, whatever its own policy says: write logs, pull images and
 * read the environment's secrets. Stable on purpose: a new secret does not change it. The environment stands in it as text: of
 * IAM's variables, a tag of the session would override the role's own.
 */
export function taskBoundary(environment: EnvironmentPlan): readonly PolicyStatement[] {
  const { accountId, region } = environment.account;
  return [
    {
      sid: "WriteLogs",
      actions: logActions,
      resources: [`arn:aws:logs:${region}:${accountId}:log-group:*`],
    },
    ...grouped("UseOwn", [...startingBoundary(environment), ...capabilitiesBoundary(environment)]),
    ...furtherRights(environment),
  ];
}

function capabilitiesBoundary({ account, name, namePrefix, names }: EnvironmentPlan): readonly PlannedStatement[] {
  const { accountId, region } = account;
  return capabilityBoundary({ accountId, region, environment: name, namePrefix, keyAlias: names.encryptionKeyAlias });
}

/** Of file systems, which instances mount for their containers. */
export function mountingBoundary(environment: EnvironmentPlan): readonly PolicyStatement[] {
  return capabilitiesBoundary(environment)
    .filter(({ actions }) => actions.every((action) => action.startsWith("elasticfilesystem:")))
    .map((statement) => knownStatement(statement, placeText));
}

/** What starting a container takes: its secrets and its image. */
export function startingBoundary({ account, name }: EnvironmentPlan): readonly (PolicyStatement & PlannedStatement)[] {
  const { accountId, region } = account;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${accountId}:${resource}`;
  const isOwn = { [`aws:ResourceTag/${environmentTag}`]: name };
  return [
    {
      sid: "ReadOwnSecrets",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [arn("secretsmanager", "secret:*")],
      conditions: { StringEquals: isOwn },
    },
    {
      sid: "DecryptOwnSecrets",
      actions: ["kms:Decrypt"],
      resources: [arn("kms", "key/*")],
      conditions: { StringEquals: { ...isOwn, "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
    },
    // AWS has no resource level for this action.
    { sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
    {
      sid: "PullImages",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [arn("ecr", "repository/*")],
    },
  ];
}

/** Of secrets that somebody else has made. */
export function existingSecrets({ secrets }: EnvironmentPlan): readonly PolicyStatement[] {
  const existing = secrets.filter(({ origin }) => origin === "existing");
  return [
    statement(
      "ReadExistingSecrets",
      ["secretsmanager:GetSecretValue"],
      existing.map(({ arnPattern }) => arnPattern),
    ),
    statement(
      "DecryptExistingSecrets",
      ["kms:Decrypt"],
      existing.flatMap(({ keyArn }) => keyArn ?? []),
    ),
  ];
}

/** What the settings permit beside that. */
function furtherRights(environment: EnvironmentPlan): readonly PolicyStatement[] {
  const { services, schedule } = environment;
  // An action knows its own service's resources alone, so that one statement can hold all that are permitted.
  const permissions = services.flatMap(({ settings }) => settings.permissions);
  const starting = services.flatMap(({ schedule }) => schedule?.role.statements ?? []);
  const shifting = services.flatMap(({ deployment }) =>
    deployment?.strategy === "blue-green" ? deployment.role.statements : [],
  );
  return [
    statement(
      "Permitted",
      permissions.flatMap(({ actions }) => actions),
      permissions.flatMap(({ resources }) => resources),
    ),
    ...existingSecrets(environment),
    ...grouped("StartTasks", starting),
    ...grouped(
      "FollowSchedule",
      // Any role may write logs.
      schedule === undefined
        ? []
        : [schedule.role, schedule.schedulerRole]
            .flatMap(({ statements }) => statements)
            .filter(({ actions }) => !actions.every((action) => logActions.includes(action))),
    ),
    ...grouped("ShiftTraffic", shifting),
  ].filter(({ resources = [] }) => resources.length > 0);
}

function statement(sid: string, actions: readonly string[], resources: readonly PlannedText[]): PolicyStatement {
  return {
    sid,
    actions: [...new Set(actions)].sort(),
    resources: [...new Set(resources.flatMap((resource) => (isReference(resource) ? [] : resource)))].sort(),
  };
}

/** Statements whose conditions are the same are one, but for those on every resource, which others must not widen to. */
export function grouped(sid: string, statements: readonly PlannedStatement[]): readonly PolicyStatement[] {
  const scopeOf = ({ conditions, resources }: PlannedStatement) =>
    JSON.stringify([conditions, resources.includes("*")]);
  return [...new Map(statements.map((each) => [scopeOf(each), each])).entries()].map(([scope, each], index) => {
    const alike = statements.filter((other) => scopeOf(other) === scope);
    const all = statement(
      index === 0 ? sid : `${sid}${index + 1}`,
      alike.flatMap(({ actions }) => actions),
      alike.flatMap(({ resources }) => resources),
    );
    return { ...all, conditions: knownStatement(each, placeText).conditions };
  });
}
