import { GetParameterCommand, paginateDescribeParameters } from "@aws-sdk/client-ssm";
import { allOf } from "../../delivery/aws/all-of";
import { digestPattern } from "../../model/image-digest";
import type { Area, Reading } from "./area";
import type { Intent } from "./intent";
import { sentences } from "./sentence";

type ParameterFacts = { readonly type: string; readonly value: string };

/** Parameters of the account: each holds the digest of the image that its service runs. */
export const imageParameters: Area = {
  subject: "image parameters",
  expected: expectedParameters,
  found: foundParameters,
};

const aDigest = "is an image digest";

function expectedParameters({ service }: Intent): readonly string[] {
  return parameterSentences(service.names.imageDigestParameter, { type: "String", value: aDigest });
}

async function foundParameters({ clients: { parameters: client } }: Reading): Promise<readonly string[]> {
  const all = await allOf(paginateDescribeParameters({ client }, {}), ({ Parameters }) => Parameters);
  const own = all.filter(({ Name }) => !Name?.startsWith("/aws/"));
  const found = await Promise.all(
    own.map(async ({ Name, Type }) => {
      const { Parameter } = await client.send(new GetParameterCommand({ Name }));
      const isDigest = new RegExp(digestPattern).test(Parameter?.Value ?? "");
      return parameterSentences(Name, { type: Type ?? "unknown", value: isDigest ? aDigest : "is no image digest" });
    }),
  );
  return found.flat();
}

function parameterSentences(name: string | undefined, facts: ParameterFacts): readonly string[] {
  return sentences(`parameter ${name}`, facts);
}
