import { TerraformOutput } from "cdktf";
import { expect, test } from "vitest";
import { reference } from "../../test/helpers/reference";
import { synthesize } from "../../test/helpers/synthesize";
import { PrivateNamespace } from "./private-namespace";

const namespaceOf = (...services: readonly string[]) =>
  synthesize((scope) => {
    const { serviceArns } = new PrivateNamespace(scope, "internal-names", {
      name: "shop-staging.internal",
      vpcId: "vpc-0123456789abcdef0",
      services,
    });
    new TerraformOutput(scope, "service-arns", { value: serviceArns });
  });

const template = namespaceOf("search", "ledger");

test("makes one private zone and a name in it for each service", () => {
  expect(template.addresses()).toEqual([
    "aws_service_discovery_private_dns_namespace.internal-names_namespace_154F27D7",
    "aws_service_discovery_service.internal-names_ledger-service_F7D005A9",
    "aws_service_discovery_service.internal-names_search-service_457477A9",
  ]);
});

test("is resolved in the VPC alone", () => {
  expect(template.resource("aws_service_discovery_private_dns_namespace")).toEqual({
    name: "shop-staging.internal",
    description: "Internal services",
    vpc: "vpc-0123456789abcdef0",
  });
});

test("answers with the addresses of all tasks, which a client keeps for ten seconds", () => {
  const namespaceId = reference(template, "aws_service_discovery_private_dns_namespace", "id");
  expect(template.resources("aws_service_discovery_service")).toEqual(
    ["ledger", "search"].map((name) => ({
      name,
      force_destroy: true,
      dns_config: {
        namespace_id: namespaceId,
        dns_records: [{ type: "A", ttl: 10 }],
        routing_policy: "MULTIVALUE",
      },
    })),
  );
});

test("hands on each service's ARN by its name", () => {
  const arnOf = (name: string) =>
    reference(template, `aws_service_discovery_service.internal-names_${name}-service`, "arn");
  expect(template.outputs()["service-arns"]).toEqual({ value: { ledger: arnOf("ledger"), search: arnOf("search") } });
});
