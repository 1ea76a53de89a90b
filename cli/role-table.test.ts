import { expect, test } from "vitest";
import { roleTable } from "./role-table";

const denied = ["User: x is not authorized to perform: sns:Publish", "User: x is not authorized to perform: sns:Other"];
const unused = ["ec2:CreateVpc", "ec2:DeleteVpc", "kms:CreateKey"];

test("shows calls, the first refusal and the services of idle rights of each role", () => {
  expect(
    roleTable([
      { role: "shop-staging-apply", calls: 120, denied, rights: 40, unused },
      { role: "shop-staging-plan", calls: 60, denied: [], rights: 20, unused: [] },
      { role: "shop-preflight", calls: 0, denied: [], rights: 0, unused: [] },
    ]),
  ).toEqual([
    "roles               calls  denied  rights not used in this run",
    "shop-staging-apply    120       2  3 of 40: 2 ec2, 1 kms",
    "  denied: User: x is not authorized to perform: sns:Publish",
    "shop-staging-plan      60       0  0 of 20",
    "shop-preflight          0       0  not taken on in a rehearsal",
    "",
  ]);
});

test("says nothing where nobody was judged", () => {
  expect(roleTable([{ role: "shop-preflight", calls: 0, denied: [], rights: 0, unused: [] }])).toEqual([]);
});
