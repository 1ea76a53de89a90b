import { describe, expect, test } from "vitest";
import { aReleaseHost, whole } from "../running/tools/testing/release-host";
import { aToolbox } from "../running/tools/testing/temporary-toolbox";
import { compareInventory } from "./steps/inventory-after";
import { anEmulatorAt, aRehearsal } from "./testing/a-rehearsal";

const zone = { service: "route53", region: "global", type: "Zone", id: "Z1" };
const key = { service: "kms", region: "us-east-1", type: "Key", id: "key-1", state: "pending-deletion" };
const definition = { service: "ecs", region: "us-east-1", type: "TaskDefinition", id: "agent:1", state: "inactive" };
const queue = { service: "sqs", region: "us-east-1", type: "Queue", id: "forgotten" };

async function compared(before: readonly object[], after: readonly object[]) {
  const host = await aReleaseHost({ "/slipway/inventory": whole(Buffer.from(JSON.stringify(after))) });
  const rehearsal = aRehearsal(aToolbox());
  rehearsal.emulator.set(anEmulatorAt(host.url));
  rehearsal.inventoryBefore.set(before.map((entry) => ({ ...zone, ...entry })));
  rehearsal.destroyed.set(true);
  return { result: await compareInventory.run(rehearsal, () => {}), rehearsal };
}

describe("after destroy", () => {
  test("an inventory as it was before passes", async () => {
    const { result, rehearsal } = await compared([zone], [zone]);
    expect(result).toEqual({ details: [], problems: [] });
    expect(rehearsal.keptByAws.value).toEqual([]);
  });

  test("a leftover makes the run fail, with its name", async () => {
    const { result } = await compared([zone], [zone, queue]);
    expect(result.problems).toEqual(["left over: sqs Queue forgotten in us-east-1"]);
  });

  test("a role's session and its key are nothing that is left, and a key of a user is", async () => {
    const session = { service: "sts", region: "aws", type: "AssumedRole", id: "slipway-shop-staging-apply/rehearsal" };
    const key = { service: "iam", region: "aws", type: "AccessKey", id: "ASIAIOSFODNN7EXAMPLE" };
    const { result } = await compared([zone], [zone, session, key, { ...key, id: "AKIAIOSFODNN7EXAMPLE" }]);
    expect(result.problems).toEqual(["left over: iam AccessKey AKIAIOSFODNN7EXAMPLE in aws"]);
  });

  test("a second thing that looks the same is a leftover too", async () => {
    const { result } = await compared([zone], [zone, zone]);
    expect(result.problems).toEqual(["left over: route53 Zone Z1 in global"]);
  });

  test("what was there before and is gone fails", async () => {
    const { result } = await compared([zone], []);
    expect(result.problems).toEqual(["gone although it was there before: route53 Zone Z1 in global"]);
  });

  test("a state is an excuse for those types alone that AWS keeps in it", async () => {
    const { result, rehearsal } = await compared([zone], [zone, { ...queue, state: "inactive" }]);
    expect(result.problems).toEqual(["left over: sqs Queue forgotten in us-east-1 (inactive)"]);
    expect(rehearsal.keptByAws.value).toEqual([]);
  });

  test("states that AWS keeps too are counted by type", async () => {
    const { result, rehearsal } = await compared([zone], [zone, key, { ...key, id: "key-2" }, definition]);
    expect(result.problems).toEqual([]);
    expect(rehearsal.keptByAws.value).toEqual([
      { type: "kms Key pending-deletion", count: 2 },
      { type: "ecs TaskDefinition inactive", count: 1 },
    ]);
  });

  test("revisions that a rollback goes back to are counted too", async () => {
    const { state: _, ...active } = definition;
    const { result, rehearsal } = await compared([zone], [zone, active]);
    expect(result.problems).toEqual([]);
    expect(rehearsal.keptByAws.value).toEqual([{ type: "ecs TaskDefinition for a rollback", count: 1 }]);
  });
});
