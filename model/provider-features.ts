/**
 * What needs a newer AWS provider than the oldest one supported. The version is the provider release that added it
 * (terraform-provider-aws, CHANGELOG.md).
 */
const features = {
  "ecs-blue-green": { title: "blue/green deployments by ECS", since: "6.4.0" },
  "alb-jwt-validation": { title: "ALB JWT validation", since: "6.22.0" },
} as const;

export type ProviderFeature = keyof typeof features;

export interface ProviderFeatureFacts {
  readonly title: string;
  /** First provider version that has it. */
  readonly since: string;
}

/** Oldest provider that the stacks are written for, and the one that rehearsals pin. */
export const oldestProviderVersion = "5.100.0";
const firstUnsupportedVersion = "7.0.0";

/**
 * Releases that fail with a type in use. Of flow logs, those cannot read the state that 5.x has written, and each plan fails
 * (hashicorp/terraform-provider-aws issue 44167, mended by pull request 44191, of which 6.13.0 is the first release).
 */
const faultyReleases: Readonly<Record<string, readonly string[]>> = {
  aws_flow_log: Array.from({ length: 13 }, (_, minor) => `6.${minor}.0`),
};

export function featureFacts(feature: ProviderFeature): ProviderFeatureFacts {
  return features[feature];
}

/** The range that a stack asks for: no newer than its features need, without what fails with its types. */
export function providerVersionConstraint(used: readonly ProviderFeature[], types: readonly string[]): string {
  const newest = used
    .map((feature) => features[feature].since)
    .reduce<string>((highest, version) => (isOlder(highest, version) ? version : highest), oldestProviderVersion);
  const faulty = new Set(types.flatMap((type) => faultyReleases[type] ?? []));
  const leftOut = [...faulty].filter((version) => !isOlder(version, newest)).map((version) => `!= ${version}`);
  return [`>= ${newest}`, ...leftOut, `< ${firstUnsupportedVersion}`].join(", ");
}

/** @param range as `providerVersionConstraint` writes it */
export function isInRange(version: string, range: string): boolean {
  return range.split(", ").every((part) => {
    const [comparison, than = ""] = part.split(" ");
    if (comparison === "!=") return version !== than;
    return isOlder(version, than) === (comparison === "<");
  });
}

/** Whether a rehearsal with this provider has to leave the feature out. */
export function isCarried(feature: ProviderFeature, by: { readonly providerVersion: string }): boolean {
  return !isOlder(by.providerVersion, features[feature].since);
}

export function isOlder(version: string, than: string): boolean {
  const left = version.split(".").map(Number);
  const right = than.split(".").map(Number);
  const index = left.findIndex((part, position) => part !== right[position]);
  return index >= 0 && (left[index] ?? 0) < (right[index] ?? 0);
}
