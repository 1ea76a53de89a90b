import { type JsonObject, type LocatedString, stringsWithin } from "../../../model/json";
import { looksLikeCredential } from "../../../model/secret-values";
import type { Rule } from "../../rule";
import { templateParts } from "../../template-string";

export const literalCredential: Rule = {
  id: "literal-credential",
  severity: "CRITICAL",
  title: "No string of a stack is a credential",
  why: "the JSON is committed, copied and kept in the state; scanners look at a few arguments only",
  evaluate: (template) =>
    [...template.resources, ...template.dataSources, ...template.settings].flatMap((resource) =>
      written(resource.body)
        .filter(({ text }) => looksLikeCredential(text))
        .map(({ path }) => ({
          resource,
          // Never the string itself: reports are kept and shown.
          message: `${path} looks like a credential`,
          remedy: "revoke it, and store the new one in Secrets Manager",
        })),
    ),
};

/** The strings without Terraform's own addresses, CDKTF's folders of assets and AWS's TLS policies, which look as random as a key does. */
function written({ depends_on: _, ...body }: JsonObject): readonly LocatedString[] {
  return stringsWithin(body).map(({ path, text }) => ({
    path,
    text: templateParts(text)
      .map((part) => (part.kind === "text" ? part.source : " "))
      .join("")
      .replace(/^assets\/[\w-]+\/[0-9a-f]{12}\//, "")
      .replace(/^ELBSecurityPolicy-[\w-]+$/, ""),
  }));
}
