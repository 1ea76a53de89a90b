import { expect, test } from "vitest";
import { smallFaults, smallFaultsWith } from "../../../test/helpers/small-faults";
import { roleAttachmentsAsPlanned as rule } from "./role-attachments-as-planned";

const attachment = "aws_iam_role_policy_attachment.staging-plan_shared-policy_";
const planned = "arn:aws:iam::123456789012:policy/slipway-shop-staging-read to slipway-shop-staging-plan";

test("passes what the plan attaches", () => {
  expect(smallFaults(rule)).toEqual([]);
});

test("reports a policy of AWS, and that the role lacks its own", () => {
  const policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess";
  expect(smallFaultsWith(rule, attachment, (body) => ({ ...body, policy_arn }))).toEqual([
    expect.stringContaining(`nobody has planned ${policy_arn} to slipway-shop-staging-plan`),
    expect.stringContaining(`nothing attaches ${planned}`),
  ]);
});

test("reports what nothing attaches any more", () => {
  expect(smallFaultsWith(rule, attachment, () => undefined)).toEqual([
    expect.stringContaining(`nothing attaches ${planned}`),
  ]);
});
