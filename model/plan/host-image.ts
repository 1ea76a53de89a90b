import type { HostGroupPlan } from "./host-plan";

/** Ids that the emulator's images have, for want of an account to ask. */
export const seededImages = { x86_64: "ami-22040000000000000", arm64: "ami-2204a000000000000" } as const;

/** What instances start from: a moving alias would replace them at whatever plan. Absent until somebody has looked one up. */
export function imageOf(
  { amiId, instance }: Pick<HostGroupPlan, "amiId" | "instance">,
  target: "cloud" | "local",
): string | undefined {
  return target === "local" ? seededImages[instance.architecture] : amiId;
}

/** What a plan in an account ends with where there is none. */
export function lacksImage(environment: string): string {
  return `${environment} runs on instances, and no image says what they start from; npx slipway ami ${environment} looks the newest up and writes instances.amiId`;
}

/** Where Canonical publishes the id of its newest image of Ubuntu 22.04, in each region. */
export function publishedImage(architecture: keyof typeof seededImages): string {
  const known = { x86_64: "amd64", arm64: "arm64" } as const;
  return `/aws/service/canonical/ubuntu/server/22.04/stable/current/${known[architecture]}/hvm/ebs-gp2/ami-id`;
}
