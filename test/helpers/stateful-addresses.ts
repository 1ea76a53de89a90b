import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTemplate } from "../../checks/template";
import type { Configuration } from "../../config/configuration";
import { lockFileOf } from "../../delivery/locking/lock-files";
import { awsType } from "../../model/aws-types/records";
import { objectOf, objectsOf, parseJson, stringsOf } from "../../model/json";
import { type GoldenProject, ownProject } from "./golden";
import { cloud, stacksOf, terraformJson } from "./stacks";

/** Addresses of what must not be lost, by stack. */
export type StatefulAddresses = Readonly<Record<string, readonly string[]>>;

export interface StatefulStack {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Former addresses that a `moved` block leads on to another. */
  readonly moved: readonly string[];
}

export function statefulStacks(configuration: Configuration): readonly StatefulStack[] {
  return stacksOf(configuration, cloud).map((stack) => statefulStack(stack.node.id, terraformJson(stack)));
}

export function statefulStack(name: string, json: string): StatefulStack {
  const addresses = parseTemplate(json)
    .resources.filter(({ type }) => awsType(type).holdsData)
    .map(({ address }) => address)
    .sort();
  const moves = objectsOf(objectOf(parseJson(json)).moved);
  return { name, addresses, moved: moves.flatMap(({ from }) => stringsOf(from)) };
}

export function statefulAddressesFile({ folder }: GoldenProject): string {
  return join(folder, "stateful-addresses.json");
}

export function readStatefulAddresses(project: GoldenProject): StatefulAddresses {
  const file = statefulAddressesFile(project);
  const content = existsSync(file) ? objectOf(parseJson(readFileSync(file, "utf8"))) : {};
  return Object.fromEntries(Object.entries(content).map(([stack, addresses]) => [stack, stringsOf(addresses)]));
}

/**
 * The part of the list that something may stand at: in `config/`, a stack has a committed lock file before it is first
 * deployed. A fixture is held to its whole list, as addresses are what the product promises to all who have deployed it.
 */
export function heldAddresses(project: GoldenProject): StatefulAddresses {
  const listed = readStatefulAddresses(project);
  if (project !== ownProject) return listed;
  const isLocked = (stack: string) => existsSync(join(project.root, lockFileOf(stack)));
  return Object.fromEntries(Object.entries(listed).filter(([stack]) => isLocked(stack)));
}

/** One sentence for each address of the list that its stack would destroy or make anew. */
export function lostAddresses(
  listed: StatefulAddresses,
  stacks: readonly StatefulStack[],
  project = ownProject,
): readonly string[] {
  return Object.entries(listed).flatMap(([name, addresses]) => {
    const stack = stacks.find((candidate) => candidate.name === name);
    const kept = new Set([...(stack?.addresses ?? []), ...(stack?.moved ?? [])]);
    return addresses
      .filter((address) => !kept.has(address))
      .map(
        (address) =>
          `${name} would destroy ${address}, and what it holds; if it was renamed, add a moved block: this.addOverride("moved", [{ from: "${address}", to }]) in the stack; if it is to go, remove it from ${statefulAddressesFile(project)} by hand`,
      );
  });
}

/** The list with what is new and without what was moved; never without what is lost. */
export function updatedAddresses(listed: StatefulAddresses, stacks: readonly StatefulStack[]): StatefulAddresses {
  const names = [...new Set([...Object.keys(listed), ...stacks.map(({ name }) => name)])].sort();
  return Object.fromEntries(
    names.map((name) => {
      const stack = stacks.find((candidate) => candidate.name === name);
      const before = (listed[name] ?? []).filter((address) => stack?.moved.includes(address) !== true);
      return [name, [...new Set([...before, ...(stack?.addresses ?? [])])].sort()];
    }),
  );
}
