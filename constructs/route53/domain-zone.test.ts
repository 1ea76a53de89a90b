import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { DomainZone } from "./domain-zone";

const synthesized = (create: boolean) =>
  synthesize((scope) => {
    const { zoneId, nameServers } = new DomainZone(scope, "zone", { name: "example.com", create });
    new TerraformOutput(scope, "zone-parts", { value: { zoneId, nameServers } });
  });

test("looks a zone up that exists, and makes none", () => {
  const template = synthesized(false);
  expect(template.addresses()).toEqual(["data.aws_route53_zone.zone_6E295601"]);
  expect(template.dataSource("aws_route53_zone")).toEqual({ name: "example.com" });
});

test("makes the zone where it is told to", () => {
  const template = synthesized(true);
  expect(template.addresses()).toEqual(["aws_route53_zone.zone_6E295601"]);
  expect(template.resource("aws_route53_zone")).toEqual({ name: "example.com" });
});

test.each([
  { create: true, address: "aws_route53_zone" },
  { create: false, address: "data.aws_route53_zone" },
])("hands on id and name servers of $address", ({ create, address }) => {
  const template = synthesized(create);
  expect(template.outputs()["zone-parts"]).toEqual({
    value: {
      zoneId: reference(template, address, "zone_id"),
      nameServers: reference(template, address, "name_servers"),
    },
  });
});
