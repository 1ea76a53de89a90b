/** What a resource is found to be, or is asked to be: a sentence for each attribute, so that a difference reads by itself. */

export type Attribute = string | number | boolean | undefined | readonly string[];

export function sentences(subject: string, attributes: Readonly<Record<string, Attribute>>): readonly string[] {
  return Object.entries(attributes).map(([name, value]) => `${subject}: ${name} ${said(value)}`);
}

function said(value: Attribute): string {
  if (value === undefined) return "not set";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value !== "object") return String(value);
  return value.length === 0 ? "none" : [...value].sort().join(" and ");
}
