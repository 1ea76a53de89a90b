/** Where the stacks are deployed. Only `aws-stack.ts` acts on it. */
export type Target =
  | { readonly kind: "cloud" }
  | {
      readonly kind: "local";
      /** The provider that the rehearsal has at hand, pinned exactly. */
      readonly providerVersion: string;
    };
