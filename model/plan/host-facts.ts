import { type InstanceSize, instanceSizes } from "../host-size";
import { commonGroup, hostGroupNames } from "../naming";
import type { EnvironmentFacts, HostScalingFacts } from "./facts";

export const usualHostScaling: HostScalingFacts = { scaleOutPercent: 70, scaleInPercent: 30 };

export interface InstanceChoice {
  readonly type?: string | undefined;
  readonly volumeGiB?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
}

const usual = {
  production: { type: "t3.large", volumeGiB: 100, minimum: 2, maximum: 4 },
  other: { type: "t3.medium", volumeGiB: 50, minimum: 1, maximum: 1 },
} as const;

/**
 * What the settings leave out, and what one of two counts says of the other.
 *
 * @throws RangeError for a type that is not known; the settings' schema tells a user before
 */
export function instanceSettings(production: boolean, settings: InstanceChoice) {
  const otherwise = production ? usual.production : usual.other;
  const type = settings.type ?? otherwise.type;
  const instance: InstanceSize | undefined = instanceSizes.get(type);
  if (instance === undefined) throw new RangeError(`the instance type ${type} is not known`);
  const minimum = settings.minimum ?? Math.min(otherwise.minimum, settings.maximum ?? otherwise.minimum);
  return {
    instance,
    volumeGiB: settings.volumeGiB ?? otherwise.volumeGiB,
    minimum,
    maximum: settings.maximum ?? Math.max(otherwise.maximum, minimum),
  };
}

interface HostedService {
  readonly kind?: string | undefined;
  readonly volumes?: Readonly<Record<string, unknown>> | undefined;
}

/** What writes files: two of it at once would spoil them. */
export function isSingleWriter({ volumes = {} }: HostedService): boolean {
  return Object.keys(volumes).length > 0;
}

/**
 * The group that runs a service. What writes files is one container in all: where there may be several instances, it has
 * one to itself.
 */
export function hostGroupOf(name: string, service: HostedService, maximum: number): string {
  return maximum > 1 && isSingleWriter(service) ? name : commonGroup;
}

/** The name that settings give is that of the common group: a role is of one group's instances. */
export function instanceRoleName({ namePrefix, instances }: EnvironmentFacts, group: string): string {
  const { roleName } = instances;
  return group === commonGroup && roleName !== undefined ? roleName : hostGroupNames(namePrefix, group).instanceRole;
}
