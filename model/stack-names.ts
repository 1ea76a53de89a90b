/** The kinds of stacks by lifetime. */
export type StackKind = "account" | "base" | "runtime";

/** Names of the three stacks by lifetime; also those of their Terraform Cloud workspaces. */
export function accountStackName(account: string): string {
  return `account-${account}`;
}

export function isAccountStackName(stack: string): boolean {
  return stack.startsWith(accountStackName(""));
}

export function baseStackName(environment: string): string {
  return `${environment}-base`;
}

/** In the order in which they are applied. */
export function stackNames(environment: { readonly name: string; readonly account: { readonly name: string } }) {
  return [accountStackName(environment.account.name), baseStackName(environment.name), environment.name] as const;
}
