import { policyDocument } from "../../../model/iam-policy";
import { boundedRolesOf } from "../../../model/plan/environment-roles";
import { isReference, knownStatement, type PlannedText } from "../../../model/plan/planned-text";
import { permissionRows, permissionsIn } from "../policy";
import type { Table } from "../table";
import type { Scope } from "../whose";
import { deliveryRows } from "./delivery-rights";
import { resourcePolicies } from "./resource-policies";
import { foundRights, reads } from "./rights-found";
import { keyUses, markDelivery, roleRow, taskRow, wordsOf } from "./rights-words";

/** Who may do what on what. */
export const rights: Table = {
  name: "rights",
  reads,
  expected: expectedRights,
  found: foundRights,
};

function expectedRights(scope: Scope): readonly string[] {
  const { plan } = scope;
  const inWords = wordsOf(plan.account);
  const rows = [
    ...boundedRolesOf(plan).flatMap(({ role: { name, trustPolicy: trust, statements }, boundaryArn }) => [
      roleRow({ name, trust, boundary: boundaryArn.split("/").at(-1) }, inWords),
      ...permissionRows(
        name,
        permissionsIn(policyDocument(statements.map((statement) => knownStatement(statement, nameOf)))),
        inWords,
      ),
    ]),
    ...plan.services.flatMap(({ names, role, executionRole }) =>
      executionRole === undefined
        ? []
        : [
            taskRow({
              name: names.taskFamily,
              taskRole: role.name,
              executionRole: executionRole.name,
              privilegedContainers: [],
            }),
          ],
    ),
    ...resourcePolicies(plan).flatMap(({ holder, statements }) => {
      const permissions = permissionsIn(policyDocument(statements));
      return permissionRows(holder, holder.startsWith("key ") ? keyUses(permissions) : permissions, inWords);
    }),
    ...deliveryRows(scope, inWords),
  ];
  return markDelivery(rows, plan.account);
}

/** The resources that AWS gives an ARN of its own making, by their names. */
function nameOf(text: PlannedText): string {
  const words: Readonly<Record<string, string>> = {
    aws_efs_access_point: "access point",
    aws_efs_file_system: "file system",
    aws_kms_key: "key",
    aws_secretsmanager_secret: "secret",
  };
  return isReference(text) ? `${words[text.type] ?? text.type} ${text.key}` : text;
}
