import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { HostGroup } from "./host-group";

function group(oneAtATime: boolean) {
  const template = synthesize((scope) => {
    new HostGroup(scope, "hosts", {
      name: "shop-hosts",
      launchTemplate: { templateId: "lt-0123456789abcdef0", version: "3" },
      subnetIds: ["subnet-1", "subnet-2"],
      minimum: 1,
      maximum: 2,
      targetGroupArns: [],
      oneAtATime,
      launchingHook: "shop-hosts-launching",
      startSeconds: 900,
      cooldownSeconds: 300,
      tags: { Environment: "staging" },
      startsAfter: [],
    });
  });
  return template.resource("aws_autoscaling_group");
}

test("holds the first instance too until its containers are healthy, and waits longer than it may take", () => {
  expect(group(false)).toMatchObject({
    initial_lifecycle_hook: [{ default_result: "ABANDON", heartbeat_timeout: 900, name: "shop-hosts-launching" }],
    wait_for_capacity_timeout: "20m",
    health_check_type: "EC2",
    tag: [
      { key: "Environment", propagate_at_launch: true, value: "staging" },
      { key: "Name", propagate_at_launch: true, value: "shop-hosts" },
    ],
  });
});

test.each([
  [false, { min_healthy_percentage: 100, max_healthy_percentage: 200 }],
  [true, { min_healthy_percentage: 0, max_healthy_percentage: 100 }],
])("where two would write the same files (%s), the old instance goes first", (oneAtATime, healthy) => {
  const { instance_maintenance_policy: kept, instance_refresh: refresh } = group(oneAtATime);
  expect(kept).toEqual(healthy);
  expect(refresh).toMatchObject({ preferences: healthy });
});
