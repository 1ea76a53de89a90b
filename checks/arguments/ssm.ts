import { digestPattern, unreleasedDigest } from "../../model/image-digest";
import { butNot, everyPlanned, matching, oneOf, type Plans } from "./allowed";
import { type Arguments, harmless, required } from "./argument";
import { keptData } from "./kept";
import { servicesOf } from "./plans";

const parameters = everyPlanned(
  "a parameter of the plan",
  (plans: Plans) => servicesOf(plans).map(({ names }) => names.imageDigestParameter),
  "/stranger/image-digests/stranger",
);
const notDecrypted = required(oneOf(false), "nothing that is looked up here is a secret");
const unapplied = "the plan would go on with what is not there";
const lookedUp: Arguments = {
  depends_on: harmless("what must be there before"),
  "lifecycle.postcondition.error_message": harmless("what people read"),
  with_decryption: notDecrypted,
};

export const ssmArguments: Readonly<Record<string, Arguments>> = {
  aws_ssm_parameter: {
    ...keptData,
    description: harmless("what people read"),
    insecure_value: required(
      butNot(oneOf(unreleasedDigest), `sha256:${"0".repeat(64)}`),
      "releases alone say what runs; an image that was never tested would",
    ),
    "lifecycle.ignore_changes": required(
      butNot(oneOf("insecure_value"), "type"),
      "an apply would take back what was released",
    ),
    name: required(parameters, "releases write the planned one"),
    type: required(butNot(oneOf("String"), "SecureString"), "the value of a secret would be in the state"),
  },
  "data.aws_ssm_parameter": {
    ...lookedUp,
    "lifecycle.postcondition.condition": required(
      butNot(oneOf(`\${can(regex("${digestPattern}", self.insecure_value))}`), "${true}"),
      "something that is no digest would name the image",
    ),
    name: required(parameters, "another service's image would run"),
  },
  "data.aws_ssm_parameters_by_path": {
    ...lookedUp,
    "lifecycle.postcondition.condition": required(
      matching("that each parameter is there", /^\$\{length\(setsubtract\(\[.*\], self\.names\)\) == 0\}$/, "${true}"),
      unapplied,
    ),
    path: required(
      everyPlanned(
        "the environment's path",
        (plans) => plans.map(({ names }) => names.imageParameterPath),
        "/stranger/image-digests",
      ),
      unapplied,
    ),
  },
};
