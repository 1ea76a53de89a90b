import type { RouteFacts } from "./facts";

/**
 * Priority of a route's rule: a host with paths goes before a host alone, that before paths alone, and of two paths the longer
 * one goes first. It follows from the route itself, so that a new route moves no other; the few that would share one are told
 * apart by a number made of their text.
 */
export function routePriority({ host, paths }: RouteFacts): number {
  const shortest = Math.min(longestPattern, ...paths.map((path) => path.length));
  const place = spread(JSON.stringify([host ?? "", ...paths]));
  if (host !== undefined && paths.length === 0) return firstOfHosts + place;
  const firstOfClass = host === undefined ? firstOfPaths : firstOfHostsWithPaths;
  return firstOfClass + (longestPattern - shortest) * width + place;
}

/** AWS allows 128 characters in a pattern, and priorities to 50,000. Below 1,000 stand rules of our own. */
const longestPattern = 128;
const width = 97;
const firstOfHostsWithPaths = 1_000;
const firstOfHosts = firstOfHostsWithPaths + (longestPattern + 1) * width;
const firstOfPaths = firstOfHosts + width;

/** After every route. */
export const lastPriority = 40_000;
/** Rules of our own that refuse or let in agents stand at 10. */
const firstOfTests = 100;
const testWidth = 50;

/** Before every route, and among themselves as the routes that they belong to. */
export function testPriority(priority: number): number {
  return firstOfTests + Math.floor(priority / testWidth);
}

/** A number below the width, the same for the same text on every machine. */
function spread(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % width, 7);
}
