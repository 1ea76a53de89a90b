import { type PolicyStatement, policyDocument } from "./iam-policy";
import { type Json, type JsonObject, objectOf, objectsOf, parseJson } from "./json";

/** Findings that a construct causes on purpose, whoever uses it: nobody is asked to accept them. */
export interface DesignReason {
  /** As the scan names them. */
  readonly rules: readonly string[];
  readonly because: string;
  /** What keeps the harm small that the rules warn of. */
  readonly compensatedBy: string;
}

/** The reason with everything that stands at its resource: more than that, or less, is no longer what was reasoned about. */
export interface Design extends DesignReason {
  /** Path of the resource's construct. */
  readonly constructPath: string;
  /** Statements, openings and the other arguments. */
  readonly seen: readonly Json[];
}

/** One opening of a security group towards one peer. */
export interface Opening {
  readonly direction: "ingress" | "egress";
  readonly protocol: string;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
  /** Block of addresses, group, prefix list or `self`. */
  readonly peer: string;
}

/** Such as `ingress tcp 443 from 0.0.0.0/0`. */
export function openingText({ direction, protocol, from, to, peer }: Opening): string {
  const ports = from === to ? String(from) : `${String(from)}-${String(to)}`;
  return `${direction} ${protocol} ${ports} ${direction === "ingress" ? "from" : "to"} ${peer}`;
}

/** The statements as they stand in the policy's text. */
export function statementsSeen(statements: readonly PolicyStatement[]): readonly JsonObject[] {
  return objectsOf(objectOf(parseJson(policyDocument(statements))).Statement);
}
