import { looksLikeCredential } from "../../../model/secret-values";
import { stringsWithin } from "../../json";
import type { Rule } from "../../rule";

export const literalCredential: Rule = {
  id: "literal-credential",
  severity: "CRITICAL",
  title: "No string of a stack is a credential",
  why: "the JSON is committed, copied and kept in the state; scanners look at a few arguments only",
  evaluate: (template) =>
    [...template.resources, ...template.dataSources, ...template.settings].flatMap((resource) =>
      stringsWithin(resource.body)
        .filter(({ text }) => looksLikeCredential(text))
        .map(({ path }) => ({
          resource,
          // Never the string itself: reports are kept and shown.
          message: `${path} has the shape of a credential`,
          remedy: "revoke it, and store the new one in Secrets Manager",
        })),
    ),
};
