import { expect, test } from "vitest";
import { compareRuntimes } from "../model/compare/comparison";
import { environmentFacts, webFacts } from "../test/helpers/plan-facts";
import { comparisonDocument, comparisonMarkdown, comparisonText } from "./comparison-text";

const scaling = { minimumTasks: 1, maximumTasks: 1, cpuPercent: 60, memoryPercent: 75 };
const comparison = compareRuntimes(environmentFacts({ services: { site: webFacts({ scaling }) } }));

test("a person gets the recommendation, the bill and both tables", () => {
  expect(comparisonText(comparison)).toMatchInlineSnapshot(`
    "shop-test: ECS on Fargate (compute: fargate) is recommended
    cost at low traffic: 84.16 USD a month against 98.32; its file says compute: fargate (eu-central-1; prices of 2026-11-21, without tax, discounts and free tiers)

    USD a month
    line                                    EC2 with Docker Compose  ECS on Fargate
    instances of hosts: t3.medium           30.37                    -
    metrics of Container Insights           -                        11.40
    tasks of site: vCPU                     -                        7.39
    root volumes of hosts                   4.00                     -
    tasks of site: memory                   -                        1.62
    alarms                                  0.60                     0.40
    what both have alike                    63.35                    63.35
    together, with what always runs         98.32                    84.16
    together, with all that may be started  98.32                    84.16

    factors (* computed from the settings)
    aspect                             EC2 with Docker Compose                        ECS on Fargate                    better
    ease of setup                      a Compose file, as on a laptop                 services, tasks and roles of ECS  ec2
    operational overhead               system, packages and disks are yours to renew  no machines                       fargate
    scalability *                      site on 1 t3.medium                            site 1 task                       equal
    cost at low traffic *              98.32 USD a month                              84.16 USD a month                 fargate
    cost at high traffic *             98.32 USD a month                              84.16 USD a month                 fargate
    high availability (one is lost) *  away meanwhile: site                           away meanwhile: site              equal
    container orchestration            Docker Compose as a unit of systemd            ECS                               fargate
    CI/CD integration                  one instance at a time, by Run Command         a revision of each service        fargate
    learning curve                     Docker Compose                                 tasks, services and clusters      ec2
    control and customization          the whole machine                              the size of a task                ec2

    deployment (* computed from the settings)
    aspect             EC2 with Docker Compose                      ECS on Fargate                              better
    deployment time    a pull and a start on each instance in turn  start and draining of each task             ec2
    update process     npx slipway release                          npx slipway release                         equal
    rollback           the digest before, by itself or --rollback   the digest before, by itself or --rollback  equal
    blue-green         none                                         deployment.strategy: blue-green             fargate
    zero downtime *    away meanwhile: site                         each service answers from elsewhere         fargate
    health monitoring  Docker and the load balancer                 ECS and the load balancer                   equal
    "
  `);
});

test("Markdown has the same tables", () => {
  expect(comparisonMarkdown(comparison).split("\n").slice(0, 12)).toMatchInlineSnapshot(`
    [
      "## shop-test: ECS on Fargate (compute: fargate) is recommended",
      "",
      "cost at low traffic: 84.16 USD a month against 98.32; its file says compute: fargate (eu-central-1; prices of 2026-11-21, without tax, discounts and free tiers)",
      "",
      "### USD a month",
      "",
      "| line | EC2 with Docker Compose | ECS on Fargate |",
      "| --- | --- | --- |",
      "| instances of hosts: t3.medium | 30.37 | - |",
      "| metrics of Container Insights | - | 11.40 |",
      "| tasks of site: vCPU | - | 7.39 |",
      "| root volumes of hosts | 4.00 | - |",
    ]
  `);
});

test("the document for programs keeps its keys", () => {
  const { factors, deployment, lines, ...document } = comparisonDocument(comparison);
  expect(document).toMatchInlineSnapshot(`
    {
      "because": "cost at low traffic: 84.16 USD a month against 98.32",
      "chosen": "fargate",
      "ec2": {
        "away": [
          "site",
        ],
        "monthlyUsd": 98.32,
        "mostMonthlyUsd": 98.32,
        "scaling": "site on 1 t3.medium",
      },
      "environment": "shop-test",
      "fargate": {
        "away": [
          "site",
        ],
        "monthlyUsd": 84.16,
        "mostMonthlyUsd": 84.16,
        "scaling": "site 1 task",
      },
      "pricesAsOf": "2026-11-21",
      "recommended": "fargate",
      "region": "eu-central-1",
    }
  `);
  expect([factors.length, deployment.length]).toEqual([10, 6]);
  expect(lines[0]).toEqual({ what: "instances of hosts: t3.medium", ec2Usd: 30.37, fargateUsd: 0, isOfRuntime: true });
});
