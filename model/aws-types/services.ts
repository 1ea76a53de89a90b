import type { ArnScope } from "../arn";
import type { AwsType } from "./aws-type";
import { awsTypes } from "./records";

/** Services that actions are of, but for IAM, whose rights are given one by one; those of a region first. */
export function servicesOf(actions: readonly string[]): readonly string[] {
  const called = new Set(actions.map((action) => action.slice(0, action.indexOf(":"))));
  const sorted = [...called].filter((service) => service !== "iam").sort();
  return [
    ...sorted.filter((service) => !regionsOf(service).includes("global")),
    ...sorted.filter((service) => regionsOf(service).includes("global")),
  ];
}

/** These name no account in their ARNs. */
const withoutAccount: readonly string[] = ["route53", "s3"];

/** All that an account has of a service, as patterns of ARNs. */
export function everythingOf(service: string, { accountId, region }: ArnScope): readonly string[] {
  const names = { environment: region, "us-east-1": "us-east-1", global: "" };
  const account = withoutAccount.includes(service) ? "" : accountId;
  return [...new Set(regionsOf(service).map((place) => `arn:aws:${service}:${names[place]}:${account}:*`))];
}

/** @throws RangeError for a service that calls go to, and that no record is of */
function regionsOf(service: string): readonly AwsType["region"][] {
  const found = [...awsTypes.values()].filter((type) => type.service === service).map(({ region }) => region);
  if (found.length === 0) throw new RangeError(`calls go to ${service}, and no record in model/aws-types is of it`);
  return [...new Set(found)];
}
