import type { ArnScope } from "../../model/arn";

/** The account id is the one that AWS reserves for examples. */
export function anAccount(overrides: Partial<ArnScope> = {}): ArnScope {
  return { accountId: "123456789012", region: "us-east-1", ...overrides };
}
