import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AcceptedRisk } from "./accepted-risks";
import { hasPassed, scanStacks } from "./scan-stacks";
import { checkovVersion } from "./scanners/checkov";

const alb = { name: "alb", ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] }] };
const base = { resource: { aws_security_group: { alb } } };
const runtime = {
  resource: {
    aws_lb: { web: { security_groups: ["${data.aws_security_group.alb.id}"], access_logs: { enabled: true } } },
    aws_lb_listener: {
      https: {
        load_balancer_arn: "${aws_lb.web.arn}",
        port: 443,
        protocol: "HTTPS",
        ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
        default_action: [{ type: "fixed-response", fixed_response: { status_code: "404" } }],
      },
    },
  },
  data: { aws_security_group: { alb: { name: "alb" } } },
};

const publicIngress: AcceptedRisk = {
  rule: "aws-ec2-no-public-ingress-sgr",
  address: "aws_security_group.alb",
  environment: "staging",
  reason: "clients are on the internet",
  owners: ["platform-team", "security-team"],
  expires: "2027-05-20",
  monthlyUsd: 0,
};

let workFolder = "";
beforeEach(() => {
  workFolder = mkdtempSync(join(tmpdir(), "slipway-scan-"));
});
afterEach(() => {
  rmSync(workFolder, { recursive: true });
});

/** A tfsec that finds the open group, and makes every check that is expected of it. */
async function runsAsTfsec(_: string, args: readonly string[]) {
  const report = args.at(-1) ?? "";
  const check = {
    long_id: "other",
    rule_description: "",
    description: "",
    resolution: "",
    severity: "CRITICAL",
    status: 1,
  };
  const isBase = report.endsWith("staging-base.json");
  const open = { ...check, long_id: publicIngress.rule, resource: publicIngress.address, status: 0 };
  const passed = (resource: string) => ({ ...check, resource });
  const results = isBase
    ? [open, passed("aws_security_group.alb")]
    : ["aws_lb.web", "aws_lb.web", "aws_lb_listener.https"].map(passed);
  writeFileSync(report, JSON.stringify({ results }));
  return { exitCode: isBase ? 1 : 0, stderr: "" };
}

/** A checkov that sees every resource and finds nothing. */
async function runsAsCheckov(_: string, args: readonly string[]) {
  const after = (flag: string) => args[args.indexOf(flag) + 1] ?? "";
  const parent = after("--directory");
  const texts = readdirSync(parent).map((stack) => readFileSync(join(parent, stack, "stack.tf"), "utf8"));
  const resources = texts.reduce((sum, text) => sum + (text.match(/^resource "/gm)?.length ?? 0), 0);
  const results = { passed_checks: [{}], failed_checks: [], skipped_checks: [], parsing_errors: [] };
  const summary = { resource_count: resources, checkov_version: checkovVersion };
  const report = join(after("--output-file-path"), "results_json.json");
  writeFileSync(report, JSON.stringify({ check_type: "terraform", results, summary }));
  return { exitCode: 0, stderr: "" };
}

function scan(stacks: Readonly<Record<string, object>>, acceptedRisks: readonly AcceptedRisk[], run = runsAsTfsec) {
  const inFolder = (name: string) => {
    mkdirSync(join(workFolder, name));
    return { program: name, workFolder: join(workFolder, name) };
  };
  return scanStacks({
    stacks: Object.entries(stacks).map(([name, json]) => ({ name, text: JSON.stringify(json) })),
    environments: ["staging"],
    acceptedRisks,
    today: "2026-11-21",
    scanners: {
      tfsec: { ...inFolder("tfsec"), run },
      checkov: { ...inFolder("checkov"), run: runsAsCheckov },
    },
  });
}

describe("a scan of an environment", () => {
  test("passes where every finding is accepted, and looks at all stacks together", async () => {
    const result = await scan({ "staging-base": base, staging: runtime }, [publicIngress]);
    expect(result).toMatchObject({ findings: [], problems: [], failures: [], passedChecks: { tfsec: 4, checkov: 1 } });
    expect(result.accepted.map(({ risk }) => risk)).toEqual([publicIngress]);
    expect(hasPassed(result)).toBe(true);
  });

  test("fails at a finding that nobody accepted", async () => {
    const result = await scan({ "staging-base": base, staging: runtime }, []);
    expect(result.findings.map(({ rule }) => rule)).toEqual(["aws-ec2-no-public-ingress-sgr"]);
    expect(hasPassed(result)).toBe(false);
  });

  test("fails at a finding of our own rules, without the stack that would justify the opening", async () => {
    const result = await scan({ "staging-base": base }, [publicIngress]);
    expect(result.findings.map(({ rule }) => rule)).toEqual(["load-balancer-open-ports"]);
    expect(hasPassed(result)).toBe(false);
  });

  test("fails where tfsec fails, though nothing was found", async () => {
    const result = await scan({ staging: { resource: {} } }, [], () => Promise.reject(new Error("no such file")));
    expect(result).toMatchObject({ findings: [], problems: [], failures: [{ stack: "staging" }] });
    expect(hasPassed(result)).toBe(false);
  });

  test("fails at an accepted risk that is not needed", async () => {
    const unneeded = { ...publicIngress, address: "aws_security_group.gone" };
    expect(hasPassed(await scan({ "staging-base": base, staging: runtime }, [publicIngress, unneeded]))).toBe(false);
  });
});
