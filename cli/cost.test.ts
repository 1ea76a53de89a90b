import { describe, expect, test } from "vitest";
import { costReport } from "../model/cost/cost-report";
import { accountFacts, environmentFacts, webFacts } from "../test/helpers/plan-facts";
import { weekdays as schedule } from "../test/helpers/weekdays";
import { costDocument } from "./cost-document";
import { costText } from "./cost-text";

const shop = environmentFacts({ services: { site: webFacts({ spotPercent: 50 }) } });
const west = environmentFacts({ services: { site: webFacts() }, account: accountFacts({ region: "us-west-2" }) });
const asleep = { ...shop, schedule };

function textOf(facts: typeof shop): string {
  return costText(costReport(facts));
}

describe("what an environment costs", () => {
  test("is a headline, its lines with what each is by, and their sums", () => {
    const lines = textOf(shop).split("\n");
    expect(lines[0]).toMatch(
      /^shop-test: about \d+\.\d\d USD a month \(eu-central-1; prices of 2026-11-21, without tax/,
    );
    expect(lines.find((line) => line.startsWith("NAT gateways"))).toMatch(/ 1 {2}gateway-hour +0\.045 +32\.85$/);
    expect(lines.find((line) => line.startsWith("traffic to the internet"))).toMatch(
      / 9\.125 {2}GB +0\.09 +0\.82 {2}usage\.megabytesOutPerDay: 300$/,
    );
    expect(lines.filter((line) => /^(fixed|by use|shared in account retail) /.test(line))).toHaveLength(3);
    expect(lines.find((line) => line.startsWith("budget"))).toMatch(/^budget 90 USD a month: \d+ % of it$/);
  });

  test("is compared by way out, and with what one setting would save", () => {
    const lines = textOf(asleep).split("\n");
    const ways = lines.slice(lines.findIndex((line) => line.startsWith("all of it by way out")) + 1).slice(0, 4);
    expect(ways.map((line) => line.replaceAll(/\d+\.\d\d/g, "USD").replaceAll(/ +/g, " "))).toEqual([
      "network.nat: none USD USD",
      "network.nat: single USD USD as it is",
      "network.nat: per-zone USD USD",
      "interface endpoints USD USD",
    ]);
    const cheaper = lines.find((line) => line.startsWith("cheaper by one setting"));
    expect(cheaper).toMatch(/: network\.nat: none \(then \d+\.\d\d\); spotPercent: 100 \(then \d+\.\d\d\)$/);
  });

  test("is told above the budget too, with why it is refused", () => {
    const lines = textOf({ ...shop, budget: { monthlyUsd: 50 } }).split("\n");
    expect(lines.find((line) => line.startsWith("over budget"))).toMatch(
      /^over budget: it would cost about \d+\.\d\d USD/,
    );
  });

  test("marks the price that nobody has confirmed, or that floats, and says what rests on it", () => {
    const lines = textOf(shop).split("\n");
    expect(lines.find((line) => line.startsWith("tasks of site on Spot: vCPU"))).toMatch(/ 0\.0129\* /);
    expect(lines.find((line) => line.startsWith("tasks of site: vCPU"))).toMatch(/ 0\.04048 {3}/);
    expect(lines.find((line) => line.startsWith("*"))).toMatch(
      /^\* \d+\.\d\d USD of it by prices that nobody has confirmed: floating; .*one public price book/,
    );
  });

  test("says where another region's price stands in for its own", () => {
    const note = textOf(west)
      .split("\n")
      .find((line) => line.includes("us-east-1's prices"));
    expect(note).toMatch(
      /^\d+\.\d\d USD of it by us-east-1's prices, as us-west-2's own are known of NAT gateways, tasks of site: vCPU alone$/,
    );
    expect(textOf(shop)).toContain("us-east-1's prices, as eu-central-1's own are known of nothing here");
  });

  test("is given under the schedule, with the whole week and what that saves beside it", () => {
    const text = textOf(asleep);
    expect(text).toMatch(/under its schedule, \d+\.\d\d all week: saves 4\d % \(/);
    expect(text).toContain("of 168 hours a week it is awake for 60, asleep for 48 and torn down for 60");
    expect(text).toMatch(/NAT gateways .* 21\.12 +32\.85 {2}until torn down/);
    expect(text).toMatch(/tasks of site: vCPU .* {2}while awake/);
    expect(text).toMatch(/encryption key .* 1\.00 +1\.00 {2}always/);
  });
});

test("the document for programs keeps its keys, and its sums are those of its lines", () => {
  const document = costDocument(costReport(asleep));
  expect(Object.keys(document)).toEqual([
    "environment",
    "region",
    "pricesAsOf",
    "hoursOfWeek",
    "budgetMonthlyUsd",
    "total",
    "fixed",
    "usage",
    "savingPercent",
    "assumptions",
    "lines",
    "shared",
    "waysOut",
    "cheaper",
  ]);
  expect(document.lines.find(({ what }) => what === "load balancer")).toEqual({
    stack: "runtime",
    what: "load balancer",
    quantity: 1,
    unit: "hour",
    unitUsd: 0.0225,
    monthlyUsd: 10.56,
    allWeekUsd: 16.43,
    billed: "there",
    assumes: undefined,
    source: "AWS's page (2026-09-20)",
    isConfirmed: true,
    priceRegion: "us-east-1",
  });
  const sum = document.lines.reduce((total, { monthlyUsd }) => total + monthlyUsd, 0);
  expect(document.total.monthlyUsd).toBeCloseTo(sum, 0);
});
