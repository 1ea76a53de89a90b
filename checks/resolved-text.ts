import { accountsOf } from "../model/delivery/planned-iam";
import type { Json } from "../model/json";
import { knownAttributes } from "../model/plan/known-attributes";
import type { Plans } from "./arguments/allowed";
import { allBlocks, type Resource, referencesIn, type Template } from "./template";
import { templateParts } from "./template-string";

/** A text of the template with its references as the plan writes them; nothing is the empty text. */
export type TextResolver = (text: Json | undefined) => string;

/** What is no plain reference stays as it is, and equals nothing that is planned. */
export function resolverOf(template: Template, plans: Plans): TextResolver {
  const blocks = allBlocks(template);
  const [account] = accountsOf(plans);
  const resolved = (expression: string) => {
    const [, address = "", attribute = ""] = /^\$\{\s*(.+)\.([a-z_]+)\s*\}$/.exec(expression) ?? [];
    const [block, ...others] = blocks.filter((one) => one.address === address);
    const resolve = knownAttributes[`${block?.type}.${attribute}`];
    // Stacks of one scan may call different things alike.
    const isKnown = block !== undefined && others.length === 0 && resolve !== undefined && account !== undefined;
    if (!isKnown) return expression.replaceAll('"', "'");
    return resolve(account, { name: nameIn(blocks, block), url: String(block.body.url) });
  };
  return (text) =>
    templateParts(typeof text === "string" ? text : "")
      .map(({ kind, source }) => (kind === "text" ? source.replaceAll(/([$%])\1(?=\{)/g, "$1") : resolved(source)))
      .join("");
}

/** Its own, or that of the file system that it is found by. */
function nameIn(blocks: readonly Resource[], { body }: Resource): string {
  const { name, creation_token: token, access_point_id: accessPoint, file_system_id: fileSystem } = body;
  const [found] = name === undefined && token === undefined ? referencesIn(accessPoint ?? fileSystem) : [];
  const holder = blocks.find(({ address }) => address === found);
  return holder === undefined ? String(name ?? token) : nameIn(blocks, holder);
}
