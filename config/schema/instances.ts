import { z } from "zod";
import { instanceSizes } from "../../model/host-size";
import { usualHostScaling } from "../../model/plan/host-facts";
import { orList } from "../../model/wording";
import { text, wholeNumber } from "./primitives";
import { withRule } from "./rules";
import { logGroupName, roleName } from "./service-common";

const types = [...instanceSizes.keys()];

const counts = {
  minimum: wholeNumber(1, 20).optional().describe("Instances that always run; without it, 1, or 2 in production"),
  maximum: wholeNumber(1, 20)
    .optional()
    .describe("Most instances that scaling starts; without it, 1, or 4 in production"),
};

const scaling = z.strictObject({
  scaleOutPercent: wholeNumber(10, 95)
    .default(usualHostScaling.scaleOutPercent)
    .describe("Average CPU above which an instance is added, after 5 minutes"),
  scaleInPercent: wholeNumber(1, 90)
    .default(usualHostScaling.scaleInPercent)
    .describe("Average CPU below which an instance is removed, after 10 minutes"),
});

/** Read with either `compute`, so that switching is a change of one key. */
export const instancesSchema = withRule(
  z.strictObject({
    type: z
      .string()
      .refine((type) => instanceSizes.has(type), {
        error: ({ input }) => `${String(input)} is not an instance type that is known here; use ${orList(types)}`,
      })
      .meta({ enum: types })
      .optional()
      .describe("Without it, t3.medium, or t3.large in production"),
    volumeGiB: wholeNumber(20, 1000)
      .optional()
      .describe("Root volume of each instance, encrypted; without it, 50, or 100 in production"),
    ...counts,
    scaling: scaling.default(usualHostScaling).describe("By what the number of instances follows"),
    amiId: text(/^ami-[0-9a-f]{8,17}$/, "the id of an image", "what npx slipway ami wrote")
      .optional()
      .describe("Image that instances start from; npx slipway ami looks the newest up and writes it"),
    roleName: roleName
      .optional()
      .describe("Name of the instances' role; without it, named after the environment and the group"),
    logGroup: logGroupName
      .optional()
      .describe("Log group of the instances themselves; without it, named after the environment"),
    metricsNamespace: text(
      /^(?!AWS\/)[A-Za-z0-9_./#:-]{1,255}$/,
      "a namespace of metrics",
      "1 to 255 letters, digits and _./#:-, and not AWS/ at the beginning",
    )
      .optional()
      .describe("Namespace of their metrics; without it, named after the environment"),
  }),
  z.object({ minimum: z.int(), maximum: z.int() }),
  ({ minimum, maximum }) =>
    maximum >= minimum
      ? []
      : [{ path: ["maximum"], message: `${maximum} is below minimum (${minimum}); use at least ${minimum}` }],
);
