import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { internalFacts, planOf, serviceIn, webFacts, workerFacts } from "../../test/helpers/plan-facts";
import type { EnvironmentFacts, ServiceFacts } from "./facts";

const scaling = { scaleOutPercent: 70, scaleInPercent: 30 };
const onHosts = { compute: "ec2", instances: { scaling } } as const;
const several = { compute: "ec2", instances: { scaling, minimum: 2, maximum: 4 } } as const;
const services = {
  api: webFacts({ port: 3001, uses: ["store"], secrets: { TOKEN: "token" } }),
  site: webFacts({ port: 3002, uses: ["store"], routes: [{ paths: ["/site/*"] }] }),
  store: internalFacts({ port: 8000 }),
};
const writing = { ...services, store: { ...services.store, volumes: { data: "/data" } } };

test("has no group where Fargate runs the services", () => {
  expect(planOf(services).hosts).toEqual([]);
});

describe("one instance", () => {
  const plan = planOf(services, onHosts);
  const [group] = plan.hosts;

  test("runs all services, which find each other on it", () => {
    expect(plan.hosts).toHaveLength(1);
    expect(group).toMatchObject({ name: "hosts", minimum: 1, maximum: 1, scaling: undefined, discovery: undefined });
    expect(group?.securityGroup.egress).toEqual([
      expect.objectContaining({ port: 443 }),
      expect.objectContaining({ port: 80 }),
    ]);
    expect(group?.portGroups.map(({ name }) => name)).toEqual(["shop-hosts-port-3001", "shop-hosts-port-3002"]);
    expect(group?.targetGroups).toEqual(["shop-api-3001", "shop-site-3002"]);
  });

  test("takes the role of each service, whose rights are those of its tasks", () => {
    const taken = group?.role.statements.find(({ sid }) => sid === "TakeRolesOfServices");
    expect(taken?.resources).toEqual(plan.services.map(({ role }) => role.arn));
    for (const service of plan.services) {
      const inTasks = serviceIn(planOf(services), service.name);
      expect(service.role.statements).toEqual(inTasks.role.statements);
      expect(service.executionRole).toBeUndefined();
      expect(JSON.parse(service.role.trustPolicy).Statement).toEqual([
        {
          Sid: "AssumedByInstances",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::210987654321:root" },
          Action: ["sts:AssumeRole"],
          Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::210987654321:role/shop-hosts-instance" } },
        },
      ]);
    }
  });

  test("bears the role's name that the settings give, and its services trust that", () => {
    const named = planOf(services, { ...onHosts, instances: { scaling, roleName: "EC2-ShopRole" } });
    expect(named.hosts[0]?.role.arn).toBe("arn:aws:iam::210987654321:role/EC2-ShopRole");
    expect(serviceIn(named, "api").role.trustPolicy).toContain("role/EC2-ShopRole");
  });
});

test("gives what writes files a group of one instance where there may be several, which the others reach by name", () => {
  const plan = planOf(writing, several);
  expect(plan.hosts.map(({ name, minimum, maximum, discovery }) => [name, minimum, maximum, discovery?.host])).toEqual([
    ["hosts", 2, 4, undefined],
    ["store", 1, 1, "store.shop.internal"],
  ]);
  expect(serviceIn(plan, "store").placement.portGroup?.from).toHaveLength(1);
  expect(plan.hosts[0]?.securityGroup.egress.map(({ to }) => to)).toContainEqual({ service: "store" });
  expect(plan.hosts[0]?.scaling).toEqual({ ...scaling, scaleOutMinutes: 5, scaleInMinutes: 10, cooldownSeconds: 300 });
  expect(planOf(writing, onHosts).hosts).toHaveLength(1);
});

test("switching changes nothing that outlives a runtime but the log group of the instances", () => {
  const kinds: readonly ServiceFacts[] = [webFacts(), internalFacts(), workerFacts()];
  const anything = fc.dictionary(fc.constantFrom("api", "site", "store", "mailer"), fc.constantFrom(...kinds));
  const counts = fc.constantFrom<EnvironmentFacts["instances"]>(onHosts.instances, several.instances);
  fc.assert(
    fc.property(anything, fc.boolean(), counts, (some, production, instances) => {
      const lasting = (compute: "fargate" | "ec2") => {
        const { network, secrets, flowLogs, capabilities, dns, alerts, budget, ...plan } = planOf(some, {
          compute,
          instances,
          production,
        });
        const parameters = plan.services.map(({ names }) => names.imageDigestParameter);
        const logGroups = plan.logGroups.filter(({ name }) => name !== "/aws/ec2/shop");
        return {
          network,
          secrets,
          flowLogs,
          capabilities,
          dns,
          alerts,
          budget,
          parameters,
          logGroups,
          logs: plan.loadBalancer?.logsBucket,
        };
      };
      expect(lasting("ec2")).toEqual(lasting("fargate"));
    }),
  );
});
