import { type JsonObject, listOf, objectOf, objectsOf, parseJson } from "../../../model/json";
import type { Pick } from "../seeded-random";
import type { WorseBody } from "./worse-body";

const statements: readonly JsonObject[] = [
  { Effect: "Allow", Action: "*", Resource: "*" },
  { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/administrator" },
  { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:aws:s3:::others/*" },
  { Effect: "Allow", Action: "secretsmanager:Get*", Resource: "arn:aws:secretsmanager:us-east-1:1:secret:others/*" },
  { Effect: "Allow", NotAction: "iam:CreateUser", Resource: "*" },
  { Effect: "Allow", Action: "sts:AssumeRole", Resource: "arn:aws:iam::999999999999:role/others" },
  { Effect: "Allow", Action: "kms:Decrypt", NotResource: "arn:aws:kms:us-east-1:1:key/own" },
];
const actions = [
  "*",
  "iam:CreateAccessKey",
  "s3:Delete*",
  "kms:Decrypt",
  "sts:AssumeRole",
  "ec2:RunInstances",
] as const;
const resources = [
  "*",
  "arn:aws:iam::*:role/*",
  "arn:aws:s3:::others-*",
  "arn:aws:ecs:*:*:service/production/*",
] as const;
const principals: readonly JsonObject[string][] = ["*", { AWS: "999999999999" }, { Service: "ec2.amazonaws.com" }];

/** A statement more, one that allows more, or a denial less. */
export function statementAttempts(body: JsonObject, policy: string, pick: Pick): readonly WorseBody[] {
  const document = objectOf(parseJson(policy));
  const all = objectsOf(document.Statement);
  const allowing = all.filter(({ Effect: effect }) => effect !== "Deny");
  const written = (title: string, changed: readonly JsonObject[]): WorseBody => ({
    title,
    body: { ...body, policy: JSON.stringify({ ...document, Statement: changed }) },
  });
  const widened = (title: string, chosen: JsonObject, changes: JsonObject) =>
    written(
      `${String(chosen.Sid)} with ${title}`,
      all.map((statement) => (statement === chosen ? { ...statement, ...changes } : statement)),
    );
  const further = pick(statements);
  const chosen = pick(allowing);
  const action = pick(actions);
  const resource = pick(resources);
  const { Condition: _, ...unconditional } = chosen;
  return [
    written(`a statement more: ${JSON.stringify(further)}`, [...all, further]),
    widened(`the action ${action}`, chosen, { Action: [...listOf(chosen.Action), action] }),
    widened(`the resource ${resource}`, chosen, { Resource: [...listOf(chosen.Resource), resource] }),
    widened("a principal", chosen, { Principal: pick(principals) }),
    ...(chosen.Condition === undefined
      ? []
      : [
          written(
            `${String(chosen.Sid)} without its condition`,
            all.map((each) => (each === chosen ? unconditional : each)),
          ),
        ]),
    ...(allowing.length === all.length ? [] : [written("no denial", allowing)]),
  ];
}
