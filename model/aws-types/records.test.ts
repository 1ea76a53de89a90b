import { expect, test } from "vitest";
import { MendableError } from "../mendable-error";
import { assertPermitted, awsType, awsTypes, typesIn } from "./records";
import { everythingOf, servicesOf } from "./services";

const all = [...awsTypes.values()];

test("a type without a record is refused, by the file to write", () => {
  expect(() => awsType("aws_db_instance")).toThrow(
    new MendableError(
      "nothing is known of aws_db_instance; write its record in model/aws-types/db.ts, for model/aws-types/records.ts",
    ),
  );
});

test("a type is refused where no capability brings it", () => {
  expect(() => assertPermitted("base", "managedIn", "aws_lb")).toThrow(
    "no role of the delivery may plan aws_lb in a stack of kind base",
  );
  expect(() => assertPermitted("runtime", "lookedUpIn", "aws_secretsmanager_secret")).not.toThrow();
  expect(typesIn("runtime", "managedIn")).not.toContain(awsType("aws_secretsmanager_secret"));
});

test("no call is written with a wildcard, and none reads a secret's value", () => {
  const actions = all.flatMap(({ calls }) => calls.flatMap((made) => made.actions));
  expect(actions.filter((action) => !/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action))).toEqual([]);
  expect(actions).not.toContain("secretsmanager:GetSecretValue");
});

test("every record calls its own service, for a capability of a stack", () => {
  const strange = [...awsTypes].filter(
    ([, { service, calls, managedIn, lookedUpIn }]) =>
      !calls.some(({ actions }) => actions.some((action) => action.startsWith(`${service}:`))) ||
      Object.values({ ...managedIn, ...lookedUpIn }).some((capabilities) => capabilities.length === 0) ||
      Object.keys({ ...managedIn, ...lookedUpIn }).length === 0,
  );
  expect(strange.map(([name]) => name)).toEqual([]);
});

test("data is what no second apply brings back", () => {
  expect([...awsTypes].flatMap(([name, { holdsData }]) => (holdsData ? [name] : []))).toEqual([
    "aws_cloudwatch_log_group",
    "aws_ecr_repository",
    "aws_efs_file_system",
    "aws_kms_key",
    "aws_route53_zone",
    "aws_s3_bucket",
    "aws_secretsmanager_secret",
    "aws_sqs_queue",
    "aws_ssm_parameter",
  ]);
});

test("what holds data is in the table of how data is kept, or says why not", () => {
  const untold = [...awsTypes].filter(
    ([, { holdsData, tables }]) => holdsData && "length" in tables && !tables.includes("data"),
  );
  expect(untold.map(([name]) => name)).toEqual(["aws_route53_zone"]);
});

test("a boundary names the services of every call, and how their ARNs begin", () => {
  const account = { accountId: "123456789012", region: "eu-central-1" };
  const services = servicesOf(all.flatMap(({ calls }) => calls.flatMap(({ actions }) => actions)));
  expect(services).toContain("sns");
  expect(services).not.toContain("iam");
  expect(["sns", "budgets", "s3"].flatMap((service) => everythingOf(service, account))).toEqual([
    "arn:aws:sns:eu-central-1:123456789012:*",
    "arn:aws:budgets::123456789012:*",
    "arn:aws:s3:::*",
  ]);
  expect(() => everythingOf("rds", account)).toThrow("calls go to rds, and no record in model/aws-types is of it");
});
