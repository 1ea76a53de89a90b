import {
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from "@aws-sdk/client-iam";
import { allOf } from "../../delivery/aws/all-of";

export interface RoleRights {
  /** ARNs. */
  readonly attached: readonly string[];
  readonly inline: readonly { readonly name: string; readonly document: string }[];
}

/** The policies of a role, with the documents of its own. */
export async function rightsOfRole(client: IAMClient, RoleName: string): Promise<RoleRights> {
  const attached = await allOf(
    paginateListAttachedRolePolicies({ client }, { RoleName }),
    ({ AttachedPolicies }) => AttachedPolicies,
  );
  const names = await allOf(paginateListRolePolicies({ client }, { RoleName }), ({ PolicyNames }) => PolicyNames);
  const inline = await Promise.all(
    names.map(async (name) => {
      const { PolicyDocument = "" } = await client.send(new GetRolePolicyCommand({ RoleName, PolicyName: name }));
      return { name, document: decodeURIComponent(PolicyDocument) };
    }),
  );
  return { attached: attached.map(({ PolicyArn }) => String(PolicyArn)), inline };
}
