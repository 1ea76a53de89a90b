import { isObject, type Json, type JsonObject, listOf, objectOf, objectsOf, parseJson } from "../../../model/json";

interface WorsePolicy {
  /** Such as `without the conditions of ReadOwnSecrets`. */
  readonly what: string;
  readonly text: string;
}

/** Policies that allow more, or refuse less, than the one of this text; none for a text that is no policy. */
export function worsePolicies(value: Json): readonly WorsePolicy[] {
  if (typeof value !== "string" || !value.includes('"Statement"')) return [];
  const document = objectOf(parseJson(value));
  const statements = objectsOf(document.Statement);
  const changed = statements.flatMap((statement, index) =>
    worseStatements(statement).map(({ what, statement: worse }) => ({
      what: statement.Effect === "Deny" ? `the denial ${String(statement.Sid)} ${what}` : `an allowance ${what}`,
      statements: statements.flatMap((other, position) => (position === index ? (worse ?? []) : other)),
    })),
  );
  return [...changed, { what: "everything allowed", statements: [...statements, everything] }]
    .map(({ what, statements: Statement }) => ({ what, text: JSON.stringify({ ...document, Statement }) }))
    .filter(({ text }) => text !== JSON.stringify(document));
}

const stranger = "999999999999";
const strangersRoot = `arn:aws:iam::${stranger}:root`;
const everything: JsonObject = { Effect: "Allow", Action: "*", Resource: "*", Principal: { AWS: strangersRoot } };

interface WorseStatement {
  readonly what: string;
  /** Absent where it is taken out. */
  readonly statement?: JsonObject;
}

function worseStatements(statement: JsonObject): readonly WorseStatement[] {
  const { Effect: effect, Condition: conditions } = statement;
  return [
    ...(effect === "Deny" ? weakerDenials(statement) : widerAllowances(statement)),
    ...otherConditions(objectOf(conditions)).map(({ what, conditions: Condition }) => ({
      what,
      statement: { ...statement, Condition },
    })),
  ];
}

function weakerDenials(statement: JsonObject): readonly WorseStatement[] {
  const nobodysCondition = { StringEquals: { "aws:PrincipalAccount": stranger } };
  return [
    { what: "taken out" },
    { what: "allowed instead", statement: { ...statement, Effect: "Allow" } },
    { what: "for nobody", statement: { ...statement, Condition: nobodysCondition } },
    ...(statement.Principal === undefined
      ? []
      : [{ what: "of a stranger alone", statement: { ...statement, Principal: { AWS: strangersRoot } } }]),
    { what: "of another action", statement: { ...statement, Action: ["s3:GetBucketTagging"] } },
    ...("Resource" in statement
      ? [{ what: "elsewhere", statement: { ...statement, Resource: ["arn:aws:s3:::stranger"] } }]
      : []),
    ...["Action", "Resource"]
      .filter((key) => listOf(statement[key]).length > 1)
      .map((key) => ({
        what: `with less of ${key}`,
        statement: { ...statement, [key]: listOf(statement[key]).slice(1) },
      })),
  ];
}

function widerAllowances(statement: JsonObject): readonly WorseStatement[] {
  const { Action: actions, ...butActions } = statement;
  const { Condition: conditions, ...unconditional } = statement;
  const kept = Object.entries(objectOf(conditions)).flatMap(([operator, tests]) =>
    Object.keys(objectOf(tests)).map((key) => ({ operator, key })),
  );
  return [
    // Of a key's own account: nobody could change the key any more.
    ...(JSON.stringify(statement.Principal ?? "").includes(":root") ? [{ what: "taken out" }] : []),
    ...(conditions === undefined ? [] : [{ what: "without its conditions", statement: unconditional }]),
    ...kept.map(({ operator, key }) => ({
      what: `without the condition on ${key}`,
      statement: { ...statement, Condition: withoutTest(objectOf(conditions), operator, key) },
    })),
    ...[["*"], [...listOf(actions), "*"]].map((Action) => ({
      what: `with the actions ${Action.length === 1 ? "" : "and "}*`,
      statement: { ...statement, Action },
    })),
    { what: "with NotAction", statement: { ...butActions, NotAction: ["sts:GetCallerIdentity"] } },
    // In a policy of the resource itself it means no other.
    ...("Resource" in statement && !("Principal" in statement) && !listOf(statement.Resource).includes("*")
      ? [{ what: "on *", statement: { ...statement, Resource: "*" } }]
      : []),
    ...otherPrincipals(statement.Principal).map((Principal) => ({
      what: `for ${JSON.stringify(Principal)}`,
      statement: { ...statement, Principal },
    })),
  ];
}

function withoutTest(conditions: JsonObject, operator: string, key: string): JsonObject {
  const { [operator]: tests, ...others } = conditions;
  const { [key]: _, ...left } = objectOf(tests);
  return Object.keys(left).length === 0 ? others : { ...others, [operator]: left };
}

function otherPrincipals(principal: Json | undefined): readonly Json[] {
  if (principal === undefined) return [];
  const federated = { Federated: "arn:aws:iam::123456789012:oidc-provider/tokens.stranger.example" };
  return [
    { AWS: strangersRoot },
    "*",
    ...(isObject(principal) ? [{ ...principal, AWS: [...listOf(principal.AWS), strangersRoot] }] : []),
    ...(isObject(principal) && "Federated" in principal ? [federated] : []),
    { Federated: "accounts.google.com" },
  ];
}

/** Each value of a condition in turn as it would be for somebody else. */
function otherConditions(conditions: JsonObject) {
  return Object.entries(conditions).flatMap(([operator, tests]) =>
    Object.entries(objectOf(tests)).flatMap(([key, values]) =>
      listOf(values).flatMap((value, index) =>
        otherValues(String(value)).map((other) => ({
          what: `where ${key} is another's`,
          conditions: {
            ...conditions,
            [operator]: { ...objectOf(tests), [key]: listOf(values).toSpliced(index, 1, other) },
          },
        })),
      ),
    ),
  );
}

const phases: ReadonlyMap<string, string> = new Map([
  ["run_phase:plan", "run_phase:apply"],
  ["run_phase:apply", "run_phase:plan"],
]);

function otherValues(value: string): readonly string[] {
  const others = [
    value.replaceAll(/\d{12}/g, stranger),
    value.replace(/run_phase:\w+$/, (phase) => phases.get(phase) ?? phase),
    value.replace(/^repo:[^:]+/, "repo:stranger/stranger"),
    value.replace(/^(repo:[^:]+):.*$/, "$1:pull_request"),
    value.replace(/(workspace:)[^:]+/, "$1stranger"),
    "stranger",
  ];
  return [...new Set(others)].filter((other) => other !== value);
}
