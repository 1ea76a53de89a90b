import type { JsonObject } from "../../model/json";

/** A container that keeps to every rule. */
export const goodContainer = {
  name: "agent",
  image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent@${data.aws_ssm_parameter.digest.insecure_value}",
  user: "1000:1000",
  readonlyRootFilesystem: true,
  environment: [{ name: "FIRESTORE_DATABASE", value: "staging" }],
  secrets: [{ name: "PAYMENT_API_KEY", valueFrom: "${data.aws_secretsmanager_secret.payment.arn}" }],
  logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/shop-staging/agent" } },
} satisfies JsonObject;

export function taskDefinition(container: JsonObject): JsonObject {
  return { aws_ecs_task_definition: { agent: { container_definitions: JSON.stringify([container]) } } };
}
