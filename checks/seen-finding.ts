import { listOf, objectOf } from "../model/json";
import type { Finding } from "./finding";
import { fingerprintOf, type Part, partsOf, partText } from "./parts";
import type { Template } from "./template";

/** A finding with the one part of its resource that it is about. */
export interface SeenFinding extends Finding {
  readonly part: Part;
  /** Stays the same while the part does; what is accepted is accepted by it. */
  readonly fingerprint: string;
  /** The part for a person to read. */
  readonly seen: string;
}

/**
 * Ties findings to parts: a scanner names a resource, and what else stands at it would hide behind the name. Where nothing says
 * which part is meant, every one is.
 */
export function seenFindings(findings: readonly Finding[], template: Template): readonly SeenFinding[] {
  const resources = new Map(template.resources.map((resource) => [placeOf(resource), resource]));
  const places = new Map<string, readonly Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, placeOf(finding)]);
    places.set(key, [...(places.get(key) ?? []), finding]);
  }
  return [...places.values()].flatMap((alike) => {
    const [first] = alike;
    const resource = first && resources.get(placeOf(first));
    return resource === undefined ? alike.map(ofNoResource) : ofParts(alike, partsOf(resource));
  });
}

function placeOf({ constructPath, address }: Pick<Finding, "constructPath" | "address">): string {
  return `${constructPath} ${address}`;
}

function ofNoResource(finding: Finding): SeenFinding {
  return seenAs(finding, { kind: "arguments", value: finding.message });
}

/** Each finding at the parts that its message names; parts that none names share the first. */
function ofParts(alike: readonly Finding[], parts: readonly Part[]): readonly SeenFinding[] {
  const named = alike.map((finding) => ({ finding, own: parts.filter((part) => names(finding, part)) }));
  const meant = named.flatMap(({ own }) => own);
  const others = parts.filter((part) => !meant.includes(part));
  return named.flatMap(({ finding, own }, index) => {
    const shared = own.length === 0 || index === 0 ? others : [];
    return [...own, ...shared].map((part) => seenAs(finding, part));
  });
}

function names({ message }: Finding, { kind, value }: Part): boolean {
  if (kind !== "statement") return false;
  const words = message.split(/[\s',]+/);
  return listOf(objectOf(value).Action).some((action) => typeof action === "string" && words.includes(action));
}

export function seenAs(finding: Finding, part: Part): SeenFinding {
  return { ...finding, part, fingerprint: fingerprintOf(part), seen: partText(part) };
}
