/**
 * Where an action is allowed; the extents of a stack say the ARNs. `anywhere` is for actions that AWS cannot narrow to a resource.
 */
export type Reach =
  | "anywhere"
  | "alarms"
  | "autoscaling"
  | "bucket"
  | "budget"
  | "certificates"
  | "changes"
  | "clientCertificates"
  | "cluster"
  | "existingVpc"
  | "flowLogRole"
  | "healthChecks"
  | "identityProviders"
  | "kmsAlias"
  | "kmsKeys"
  | "loadBalancer"
  | "logGroups"
  | "network"
  | "ownZones"
  | "policies"
  | "records"
  | "repositories"
  | "roles"
  | "secrets"
  | "serviceLinkedRoles"
  | "ssmParameters"
  | "taskDefinitions"
  | "taskRoles"
  | "topic"
  | "zones";

/** What a refresh reads, what makes a new thing, and what changes or removes one that is there. */
export type Access = "read" | "create" | "change";

export interface Grant {
  readonly access: Access;
  readonly on: Reach;
  readonly actions: readonly string[];
}

export const reads = (on: Reach, service: string, ...names: readonly string[]) => grant("read", on, service, names);
export const creates = (on: Reach, service: string, ...names: readonly string[]) => grant("create", on, service, names);
export const changes = (on: Reach, service: string, ...names: readonly string[]) => grant("change", on, service, names);

function grant(access: Access, on: Reach, service: string, names: readonly string[]): Grant {
  return { access, on, actions: names.map((name) => `${service}:${name}`) };
}
