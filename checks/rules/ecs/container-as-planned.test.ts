import { expect, test } from "vitest";
import { planEnvironment } from "../../../model/plan/environment-plan";
import { anEnvironment, aService } from "../../../test/helpers/environments";
import { faults } from "../../testing/faults";
import { containerAsPlanned as rule } from "./container-as-planned";

const existing = "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-AbCdEf";
const plans = [
  planEnvironment(
    anEnvironment({
      services: {
        agent: aService({ secrets: { PAYMENT_API_KEY: "payment", PASSWORD: { arn: existing, key: "password" } } }),
      },
    }),
  ),
];
const image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent@${data.aws_ssm_parameter.digest.insecure_value}";
const secrets = [
  { name: "PAYMENT_API_KEY", valueFrom: "${data.aws_secretsmanager_secret.payment.arn}" },
  { name: "PASSWORD", valueFrom: `${existing}:password::` },
];

function reported(overrides: object, secretName = "shop-staging/payment") {
  const definitions = [{ name: "agent", image, secrets, ...overrides }];
  const agent = { family: "shop-staging-agent", container_definitions: JSON.stringify(definitions) };
  const data = { aws_secretsmanager_secret: { payment: { name: secretName } } };
  return faults(rule, { aws_ecs_task_definition: { agent } }, data, plans);
}

test("passes the service's own image and secrets", () => {
  expect(reported({})).toEqual([]);
});

test("reports the image of another repository, though it is named by its digest", () => {
  const other = `123456789012.dkr.ecr.us-east-1.amazonaws.com/shop@sha256:${"0".repeat(64)}`;
  expect(reported({ image: other })).toEqual([`aws_ecs_task_definition.agent: container agent runs ${other}`]);
});

test.each([
  ["of another environment", [{ name: "PAYMENT_API_KEY", valueFrom: "${data.aws_secretsmanager_secret.other.arn}" }]],
  ["under another name", [{ name: "PASSWORD", valueFrom: "${data.aws_secretsmanager_secret.payment.arn}" }]],
  ["whole where one key is meant", [{ name: "PASSWORD", valueFrom: existing }]],
  ["that nobody named", [{ name: "TOKEN", valueFrom: "arn:aws:ssm:us-east-1:123456789012:parameter/token" }]],
])("reports a secret %s", (_, changed) => {
  expect(reported({ secrets: changed })).toHaveLength(1);
});

test("reports a secret that is looked up by another's name", () => {
  expect(reported({}, "shop-production/payment")).toEqual([
    "aws_ecs_task_definition.agent: container agent reads data.aws_secretsmanager_secret.payment.arn as PAYMENT_API_KEY",
  ]);
});
