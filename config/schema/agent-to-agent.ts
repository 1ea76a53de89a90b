import { z } from "zod";
import { bucketNameProblem, bucketNames, bucketShape } from "../../model/bucket-name";
import { kebabCase } from "../../model/name-rules";
import { defaultAgentToAgentPath } from "../../model/plan/load-balancer-plan";
import { signsForEverybody } from "../../model/token-issuers";
import { checked, httpsUrl, text } from "./primitives";
import { namedEntries, withRule } from "./rules";

const jwtFields = z.strictObject({
  issuer: httpsUrl.describe("Expected iss claim"),
  jwksUrl: httpsUrl.describe(
    "Where the load balancer reads the issuer's public keys (RS256); more than ten, or 150 KB, and it validates no token",
  ),
  audience: z
    .string()
    .min(1)
    .max(256)
    .describe("Expected aud claim: this service's name for its peers; a token that bears a list of them is refused"),
  subjects: z
    .array(z.string().min(1).max(256))
    .min(1)
    .max(100)
    .optional()
    .describe(
      "Accepted sub claims, checked by the service; needed where the issuer signs for strangers too, as https://accounts.google.com does",
    ),
});

const jwt = withRule(
  jwtFields,
  z.object({ issuer: z.string(), subjects: z.unknown().optional() }),
  ({ issuer, subjects }) =>
    subjects === undefined && signsForEverybody(issuer)
      ? [
          {
            path: ["issuer"],
            message: `${issuer} signs for everybody who has an account there; name in subjects who is let in`,
          },
        ]
      : [],
);

const caBundle = z.strictObject({
  bucket: checked(z.string(), bucketNameProblem)
    .meta({ pattern: bucketShape.source, patternErrorMessage: `use ${bucketNames}` })
    .describe("Bucket that holds the bundle"),
  key: z.string().min(1).max(1024).describe("Key of the PEM file with the accepted certificate authorities"),
});

const mutualTls = z.strictObject({
  caBundle: caBundle.describe("Certificate authorities whose clients are let in; kept outside of this environment"),
});

const path = text(/^(\/[A-Za-z0-9_.~-]{1,60}){1,2}$/, "a path", "one such as /a2a, without a slash at its end")
  .default(defaultAgentToAgentPath)
  .describe("Where agents call; what begins with it and a slash belongs to it");

/** Either tokens, checked on the service's own listener, or client certificates on a listener of their own. */
export const agentToAgentSchema = z.union([
  z.strictObject({ jwt: jwt.describe("Signed tokens"), path }),
  z.strictObject({ mutualTls: mutualTls.describe("Client certificates"), path }),
]);

const peer = z.strictObject({
  url: httpsUrl.describe("Where the peer answers"),
  audience: z.string().min(1).max(256).describe("aud claim of the tokens that calls to it carry"),
});

export const peersSchema = namedEntries(peer, kebabCase, (name) =>
  kebabCase.test(name)
    ? undefined
    : "a peer is named with lower-case letters, digits and single inner hyphens, starting with a letter",
);
