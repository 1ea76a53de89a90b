import type { ContainerFacts } from "../../model/container-definition";

/** A program's container without secrets. */
export function aContainerOf(overrides: Partial<ContainerFacts> = {}): ContainerFacts {
  return {
    name: "agent",
    image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent@sha256:${"a".repeat(64)}`,
    essential: true,
    port: 8080,
    command: undefined,
    entryPoint: undefined,
    memoryMiB: undefined,
    healthCheck: undefined,
    startsAfter: [],
    logGroup: "/ecs/shop-staging/agent",
    logStreamPrefix: "agent",
    region: "us-east-1",
    stopTimeoutSeconds: 120,
    environment: {},
    secretArns: {},
    mounts: [],
    ...overrides,
  };
}
