import { isObject, type Json, type JsonObject, objectOf, objectsOf, parseJson } from "../../model/json";

const stranger = "arn:aws:iam::999999999999:root";

/** What a resource's policy must not become. */
export function worsePolicies(policy: Json): readonly Json[] {
  const document = objectOf(typeof policy === "string" ? parseJson(policy) : null);
  const statements = objectsOf(document.Statement);
  const allowing = statements.filter(({ Effect }) => Effect === "Allow");
  const replaced = (old: JsonObject, ...others: readonly JsonObject[]) =>
    statements.flatMap((statement) => (statement === old ? others : [statement]));
  return [
    [...statements, { Effect: "Allow", Principal: { AWS: stranger }, Action: ["kms:Decrypt"], Resource: ["*"] }],
    ...allowing.flatMap((statement) => [
      replaced(statement, { ...statement, Principal: { AWS: stranger } }),
      replaced(statement, { ...statement, Principal: { ...objectOf(statement.Principal), AWS: ["999999999999"] } }),
      replaced(statement, { ...statement, Principal: { Federated: "accounts.google.com" } }),
      replaced(statement, { ...statement, Principal: "*" }),
    ]),
    ...allowing
      .filter(({ Condition }) => isObject(Condition))
      .flatMap((statement) => withWorseCondition(statement, replaced)),
    ...statements.filter(({ Effect }) => Effect === "Deny").flatMap((denial) => withWorseDenial(denial, replaced)),
  ].map((Statement) => JSON.stringify({ ...document, Statement }));
}

type Replaced = (old: JsonObject, ...others: readonly JsonObject[]) => readonly JsonObject[];

function withWorseCondition(statement: JsonObject, replaced: Replaced): readonly (readonly JsonObject[])[] {
  const { Condition, ...unconditional } = statement;
  const elsewhere = parseJson(JSON.stringify(Condition).replaceAll(/\d{12}/g, "999999999999"));
  return [
    replaced(statement, unconditional),
    replaced(statement, { ...unconditional, Condition: elsewhere }),
    replaced(statement, { ...unconditional, Condition: { StringLike: { "aws:SourceAccount": "*" } } }),
    replaced(statement, {
      ...unconditional,
      Condition: { StringEqualsIfExists: { "aws:SourceAccount": "999999999999" } },
    }),
  ];
}

function withWorseDenial(denial: JsonObject, replaced: Replaced): readonly (readonly JsonObject[])[] {
  return [
    replaced(denial),
    replaced(denial, { ...denial, Effect: "Allow" }),
    replaced(denial, { ...denial, Principal: { AWS: stranger } }),
    replaced(denial, { ...denial, Action: ["s3:GetBucketTagging"] }),
    replaced(denial, { ...denial, Resource: ["arn:aws:s3:::another-bucket"] }),
    replaced(denial, { ...denial, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    replaced(denial, {
      ...denial,
      Condition: { ...objectOf(denial.Condition), StringEquals: { "aws:PrincipalTag/plain": "no" } },
    }),
  ];
}

/** Of a key: what leaves nobody who may change it. */
export function withoutAdministrators(policy: Json): readonly Json[] {
  const document = objectOf(typeof policy === "string" ? parseJson(policy) : null);
  const isOfAccount = (statement: JsonObject) => JSON.stringify(statement.Principal).includes(":root");
  const Statement = objectsOf(document.Statement).filter((statement) => !isOfAccount(statement));
  return [JSON.stringify({ ...document, Statement })];
}
