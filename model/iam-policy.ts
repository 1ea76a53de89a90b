/** One statement of an IAM policy document. Conditions are operator, then key, then value. */
export interface PolicyStatement {
  readonly sid: string;
  readonly effect?: "Allow" | "Deny";
  readonly principal?: PolicyPrincipal;
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

type PolicyPrincipal =
  | { readonly service: string | readonly string[] }
  | { readonly awsAccountRoot: string }
  /** ARN of a role. */
  | { readonly awsRole: string }
  /** ARN of an identity provider. */
  | { readonly federated: string }
  | "everyone";

/** Nobody does these without TLS. */
export function refusedOnPlainHttp(actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return {
    sid: "RefusePlaintext",
    effect: "Deny",
    principal: "everyone",
    actions,
    resources,
    conditions: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** What anybody does with messages of a queue goes over TLS. */
export function messagesRefusedOnPlainHttp(queueArn: string): PolicyStatement {
  const actions = ["ChangeMessageVisibility", "DeleteMessage", "ReceiveMessage", "SendMessage"];
  return refusedOnPlainHttp(
    actions.map((action) => `sqs:${action}`),
    [queueArn],
  );
}

/** The JSON text that AWS and Terraform expect, with stable key order. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map(statementJson) });
}

/** Lets one AWS service assume a role, for this account's resources alone where the service says so. */
export function serviceTrustPolicy(service: string, conditions?: PolicyStatement["conditions"]): string {
  return policyDocument([{ sid: "AssumedByService", principal: { service }, actions: ["sts:AssumeRole"], conditions }]);
}

function statementJson(statement: PolicyStatement): Record<string, unknown> {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? "Allow",
    ...(statement.principal === undefined ? {} : { Principal: principalJson(statement.principal) }),
    Action: statement.actions,
    ...(statement.resources === undefined ? {} : { Resource: statement.resources }),
    ...(statement.conditions === undefined ? {} : { Condition: statement.conditions }),
  };
}

function principalJson(principal: PolicyPrincipal): unknown {
  if (principal === "everyone") return "*";
  if ("service" in principal) return { Service: principal.service };
  if ("awsRole" in principal) return { AWS: principal.awsRole };
  if ("federated" in principal) return { Federated: principal.federated };
  return { AWS: `arn:aws:iam::${principal.awsAccountRoot}:root` };
}
