import { expect, test } from "vitest";
import { synthesize } from "../../test/helpers/synthesize";
import { ServiceRoute, type ServiceRouteProps } from "./service-route";

const listenerArn =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop-staging/50dc6c495c0c9188/f2f7dc8efc522ab2";
const targetGroupArn =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/shop-staging-api/73e2d6bc24d8a067";

const aRoute = (overrides: Partial<ServiceRouteProps> = {}): ServiceRouteProps => ({
  listenerArn,
  targetGroupArns: [targetGroupArn],
  header: undefined,
  priority: 1100,
  host: "api.staging.example.com",
  paths: ["/v1/*", "/v2/*"],
  ...overrides,
});

const synthesized = (overrides: Partial<ServiceRouteProps> = {}) =>
  synthesize((scope) => {
    new ServiceRoute(scope, "api", aRoute(overrides));
  });

const hostHeader = { host_header: { values: ["api.staging.example.com"] } };
const pathPattern = { path_pattern: { values: ["/v1/*", "/v2/*"] } };

test("leads requests to one service that meet both the host and one of the paths", () => {
  const template = synthesized();
  expect(template.addresses()).toEqual(["aws_lb_listener_rule.api_rule_DBB62DBD"]);
  expect(template.resource("aws_lb_listener_rule")).toEqual({
    listener_arn: listenerArn,
    priority: 1100,
    condition: [hostHeader, pathPattern],
    action: [{ type: "forward", target_group_arn: targetGroupArn }],
  });
});

test.each([
  { by: "the paths of any host", overrides: { host: undefined }, condition: [pathPattern] },
  { by: "any path of the host", overrides: { paths: [] }, condition: [hostHeader] },
])("leads $by there", ({ overrides, condition }) => {
  expect(synthesized(overrides).resource("aws_lb_listener_rule").condition).toEqual(condition);
});

test("leads to two groups, the first of which has all at first, and leaves the weights alone from then on", () => {
  const second = targetGroupArn.replace("shop-staging-api", "shop-staging-api-2");
  expect(synthesized({ targetGroupArns: [targetGroupArn, second] }).resource("aws_lb_listener_rule")).toMatchObject({
    action: [
      {
        type: "forward",
        forward: {
          target_group: [
            { arn: targetGroupArn, weight: 100 },
            { arn: second, weight: 0 },
          ],
        },
      },
    ],
    lifecycle: { ignore_changes: ["action[0].forward[0].target_group"] },
  });
  expect(synthesized().resource("aws_lb_listener_rule")).not.toHaveProperty("lifecycle");
});

test("asks for a header beside that where it is told to", () => {
  const header = { name: "x-slipway-deployment", value: "test" };
  expect(synthesized({ host: undefined, header }).resource("aws_lb_listener_rule").condition).toEqual([
    pathPattern,
    { http_header: { http_header_name: "x-slipway-deployment", values: ["test"] } },
  ]);
});
