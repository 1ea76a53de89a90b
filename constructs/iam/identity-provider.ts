import { DataAwsIamOpenidConnectProvider } from "@cdktf/provider-aws/lib/data-aws-iam-openid-connect-provider";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";

export interface IdentityProviderProps {
  /** Issuer of the tokens, without a scheme. */
  readonly host: string;
  readonly audience: string;
  /** An account has one provider for each address: somebody may have created it already. */
  readonly origin: "create" | "existing";
}

/** Whose tokens the account's roles believe. */
export class IdentityProvider extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { host, audience, origin }: IdentityProviderProps) {
    super(scope, id);
    const url = `https://${host}`;
    const provider =
      origin === "create"
        ? new IamOpenidConnectProvider(this, "provider", { url, clientIdList: [audience] })
        : new DataAwsIamOpenidConnectProvider(this, "provider", { url });
    this.arn = provider.arn;
  }
}
