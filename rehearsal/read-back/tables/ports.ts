import type { GroupRule } from "../readers/network";

export type Ports = Pick<GroupRule, "protocol" | "fromPort" | "toPort">;

/** What both let through. */
export function commonPorts(some: readonly Ports[], others: readonly Ports[]): readonly Ports[] {
  return some.flatMap((one) =>
    others.flatMap((other) => {
      const fromPort = Math.max(one.fromPort, other.fromPort);
      const toPort = Math.min(one.toPort, other.toPort);
      const protocol = one.protocol === "-1" ? other.protocol : one.protocol;
      const isCommon = other.protocol === "-1" || other.protocol === protocol;
      return isCommon && fromPort <= toPort ? [{ protocol, fromPort, toPort }] : [];
    }),
  );
}

export function portsText(ports: readonly Ports[]): string {
  const byPort = [...ports].sort((left, right) => left.fromPort - right.fromPort || left.toPort - right.toPort);
  return [...new Set(byPort.map(portText))].join(", ");
}

function portText({ protocol, fromPort, toPort }: Ports): string {
  const ports = fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
  if (protocol === "-1") return fromPort === 0 && toPort === 65_535 ? "every port" : `${ports} of every protocol`;
  return protocol === "tcp" ? ports : `${protocol} ${ports}`;
}
