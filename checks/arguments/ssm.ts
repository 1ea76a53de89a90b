import { digestPattern, unreleasedDigest } from "../../model/image-digest";
import { butNot, either, everyPlanned, matching, oneOf, type Plans, planned, referenceTo } from "./allowed";
import { type Arguments, harmless, required, requiredOf } from "./argument";
import { keptData } from "./kept";
import { environmentSchedulesOf, servicesOf } from "./plans";

const digestsOf = (plans: Plans) => servicesOf(plans).map(({ names }) => names.imageDigestParameter);
const keptCertificatesOf = (plans: Plans) => plans.flatMap(({ loadBalancer }) => loadBalancer?.keptCertificates ?? []);
const parameters = everyPlanned(
  "a parameter of the plan",
  (plans) => [
    ...digestsOf(plans),
    ...keptCertificatesOf(plans).map(({ parameter }) => parameter),
    ...environmentSchedulesOf(plans).map(({ parameter }) => parameter.name),
  ],
  "/stranger/image-digests/stranger",
);
const lookedUpParameters = everyPlanned(
  "a parameter of the plan",
  (plans) => [
    ...digestsOf(plans),
    ...plans.flatMap(({ loadBalancer }) =>
      keptCertificatesOf(plans).flatMap(({ domain, parameter }) =>
        loadBalancer?.hosts.includes(domain) === true ? parameter : [],
      ),
    ),
  ],
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
      either(
        butNot(oneOf(unreleasedDigest), `sha256:${"0".repeat(64)}`),
        referenceTo("aws_acm_certificate_validation"),
        planned("what the plan says of the override", (plans) =>
          environmentSchedulesOf(plans).map(({ parameter }) => parameter.value),
        ),
      ),
      "releases alone say what runs; an image that was never tested would",
    ),
    "lifecycle.ignore_changes": requiredOf(
      { insecure_value: unreleasedDigest },
      butNot(oneOf("insecure_value"), "type"),
      "an apply would take back what was released",
    ),
    name: required(parameters, "releases and people write the planned one"),
    type: required(butNot(oneOf("String"), "SecureString"), "the value of a secret would be in the state"),
  },
  "data.aws_ssm_parameter": {
    ...lookedUp,
    "lifecycle.postcondition.condition": required(
      butNot(
        oneOf(
          `\${can(regex("${digestPattern}", self.insecure_value))}`,
          '${startswith(self.insecure_value, "arn:aws:acm:")}',
        ),
        "${true}",
      ),
      "something that is no digest would name the image",
    ),
    name: required(lookedUpParameters, "another service's image would run"),
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
        (plans) => [
          ...plans.map(({ names }) => names.imageParameterPath),
          ...plans.flatMap(({ loadBalancer }) => loadBalancer?.certificateParameterPath ?? []),
        ],
        "/stranger/image-digests",
      ),
      unapplied,
    ),
  },
};
