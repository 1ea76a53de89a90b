import type { AwsTypes } from "./aws-type";
import { gone, unnoticed } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

export const lambdaTypes: AwsTypes = {
  aws_lambda_function: {
    emulated: {
      refuses: [
        carried(
          "roles that Lambda may not assume or that may not keep its failures, runtimes, sizes and times that are none",
          "lambda_function_values",
        ),
        carried("a name that is taken", "lambda_function_values"),
      ],
      rewrites: { none: "values come back as they were given" },
      lookedIn: "Lambda API Reference: CreateFunction, UpdateFunctionConfiguration, UpdateFunctionCode",
      onlyInAws: { what: "that it runs when it is called", shownBy: "apply" },
    },
    service: "lambda",
    region: "environment",
    managedIn: { base: ["schedule"] },
    lookedUpIn: {},
    calls: [
      reads("functions", "lambda", "GetFunction", "GetFunctionCodeSigningConfig", "ListVersionsByFunction"),
      creates("functions", "lambda", "CreateFunction"),
      creates("functionRoles", "iam", "PassRole"),
      changes(
        "functions",
        "lambda",
        "DeleteFunction",
        "TagResource",
        "UntagResource",
        "UpdateFunctionCode",
        "UpdateFunctionConfiguration",
      ),
    ],
    madeUpByAws: "nothing",
    holdsData: false,
    whenGone: gone("the services neither start nor stop by their schedule"),
    whenUpdated: unnoticed,
    price: { none: "a million calls a month are free" },
    scannedBy: { tfsec: 1 },
    tables: { none: "an empty second plan shows all of it" },
    usualSeconds: 30,
  },
};
