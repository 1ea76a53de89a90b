import type { Template } from "./template";

/**
 * The expression that reads an attribute of another block of the template.
 * @param beginning of the block's address: its type where there is one of it, else type and name without the hash
 */
export function reference(template: Template, beginning: string, attribute: string): string {
  const found = template
    .addresses()
    .filter((address) => address.startsWith(`${beginning}.`) || isNamed(address, beginning));
  const [address] = found;
  if (address === undefined || found.length > 1)
    throw new Error(`${beginning} begins ${found.length} addresses, not one`);
  return `\${${address}.${attribute}}`;
}

function isNamed(address: string, name: string): boolean {
  return address.startsWith(`${name}_`) && /^_[0-9A-F]{8}$/.test(address.slice(name.length));
}
