/**
 * What needs a newer AWS provider than the oldest one supported. The version is the provider release that added it
 * (terraform-provider-aws, CHANGELOG.md).
 */
const features = {
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

export function featureFacts(feature: ProviderFeature): ProviderFeatureFacts {
  return features[feature];
}

/** The range that a stack with these features asks for: no newer than it needs. */
export function providerVersionConstraint(used: readonly ProviderFeature[]): string {
  const newest = used
    .map((feature) => features[feature].since)
    .reduce<string>((highest, version) => (isOlder(highest, version) ? version : highest), oldestProviderVersion);
  return `>= ${newest}, < ${firstUnsupportedVersion}`;
}

/** @param range as `providerVersionConstraint` writes it */
export function isInRange(version: string, range: string): boolean {
  const [oldest = "", firstUnsupported = ""] = range.match(/\d+\.\d+\.\d+/g) ?? [];
  return !isOlder(version, oldest) && isOlder(version, firstUnsupported);
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
