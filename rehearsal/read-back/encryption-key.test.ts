import { expect, test } from "vitest";
import { policyDocument } from "../../model/iam-policy";
import { anEnvironment } from "../../test/helpers/environments";
import { aReading } from "../../test/helpers/reading";
import { encryptionKey } from "./encryption-key";
import { intentOf } from "./intent";

test("asks for a rotated key that the log groups of this environment alone may use", () => {
  const network = { cidr: "10.1.0.0/16", flowLogs: false };
  const [rotation, users = ""] = encryptionKey.expected(intentOf(anEnvironment({ network })));
  expect(rotation).toBe("key alias/lornu-staging: yearly rotation on");
  const group = "arn:aws:logs:us-east-1:123456789012:log-group:/ecs/lornu-staging/agent";
  expect(users).toContain(`logs.us-east-1.amazonaws.com if kms:EncryptionContext:aws:logs:arn ArnEquals ${group}`);
  expect(users).not.toContain("/vpc/lornu-staging/flow-logs");
});

test("finds every user of a key once, and no key of AWS's own", async () => {
  const actions = ["kms:Decrypt", "kms:Encrypt"];
  const Policy = policyDocument([{ sid: "All", principal: "everyone", actions, resources: ["*"] }]);
  const reading = aReading({
    ListAliases: { Aliases: [{ AliasName: "alias/aws/s3" }, { AliasName: "alias/stranger", TargetKeyId: "1" }] },
    GetKeyRotationStatus: {},
    GetKeyPolicy: { Policy },
  });
  expect(await encryptionKey.found(reading)).toEqual([
    "key alias/stranger: yearly rotation off",
    "key alias/stranger: users everyone",
  ]);
});
