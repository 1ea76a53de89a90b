import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Design } from "../model/design";
import type { AcceptedRisk } from "./accepted-risks";
import { loadBalancerOpenPorts } from "./rules/ec2/load-balancer-open-ports";
import { hasPassed, scanStacks } from "./scan-stacks";
import { checkovVersion } from "./scanners/checkov";
import { aRisk } from "./testing/finding";

const alb = { name: "alb", ingress: [{ protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] }] };
const base = { resource: { aws_security_group: { alb } } };
const runtime = {
  resource: {
    aws_lb: { web: { security_groups: ["${aws_security_group.alb.id}"], access_logs: { enabled: true } } },
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
};

const rule = "aws-ec2-no-public-ingress-sgr";
const address = "aws_security_group.alb";

/** What the construct of the group says of it. */
const publicIngress: Design = {
  rules: [rule],
  constructPath: address,
  because: "clients are on the internet",
  compensatedBy: "load-balancer-open-ports",
  seen: ["ingress tcp 443 from 0.0.0.0/0", { name: "alb" }],
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
  const open = { ...check, long_id: rule, resource: address, status: 0 };
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

function scan(
  stacks: Readonly<Record<string, object>>,
  designs: readonly Design[],
  acceptedRisks: readonly AcceptedRisk[] = [],
  run = runsAsTfsec,
  production = false,
) {
  const inFolder = (name: string) => ({ program: name, workFolder: mkdtempSync(join(workFolder, name)) });
  return scanStacks({
    stacks: Object.entries(stacks).map(([name, json]) => ({ name, text: JSON.stringify(json) })),
    plans: [],
    // One that needs two stacks: what is planned stands in none of these.
    rules: [loadBalancerOpenPorts],
    environments: ["staging"],
    production,
    acceptedRisks,
    designs,
    today: "2026-11-21",
    scanners: {
      tfsec: { ...inFolder("tfsec"), run },
      checkov: { ...inFolder("checkov"), run: runsAsCheckov },
    },
  });
}

describe("a scan of an environment", () => {
  test("passes where every finding is meant, and looks at all stacks together", async () => {
    const result = await scan({ "staging-base": base, staging: runtime }, [publicIngress]);
    expect(result).toMatchObject({ findings: [], problems: [], failures: [], passedChecks: { tfsec: 4, checkov: 1 } });
    expect(result.designed.map(({ because }) => because)).toEqual([
      "clients are on the internet",
      "clients are on the internet",
    ]);
    expect(hasPassed(result)).toBe(true);
  });

  test("passes where somebody accepted what was found, and nothing more", async () => {
    const stacks = { "staging-base": base, staging: runtime };
    const { findings } = await scan(stacks, []);
    expect(findings.map(({ seen }) => seen)).toEqual(["ingress tcp 443 from 0.0.0.0/0", '{"name":"alb"}']);
    const risk = aRisk({
      rule,
      address,
      fingerprints: findings.map(({ fingerprint }) => fingerprint),
      owners: ["platform-team", "security-team"],
      expires: "2027-02-19",
    });
    expect(hasPassed(await scan(stacks, [], [risk]))).toBe(true);
    expect(hasPassed(await scan(stacks, [], [risk], runsAsTfsec, true))).toBe(false);
    const wider = { ...alb, ingress: alb.ingress.map((opening) => ({ ...opening, from_port: 22 })) };
    const widened = await scan(
      { ...stacks, "staging-base": { resource: { aws_security_group: { alb: wider } } } },
      [],
      [risk],
    );
    expect(widened.findings.map(({ seen }) => seen)).toContain("ingress tcp 22-443 from 0.0.0.0/0");
  });

  test("fails at a finding that nobody accepted", async () => {
    const result = await scan({ "staging-base": base, staging: runtime }, []);
    expect(new Set(result.findings.map((finding) => finding.rule))).toEqual(new Set([rule]));
    expect(hasPassed(result)).toBe(false);
  });

  test("fails at a finding of our own rules, without the stack that would justify the opening", async () => {
    const result = await scan({ "staging-base": base }, [publicIngress]);
    expect(new Set(result.findings.map((finding) => finding.rule))).toEqual(new Set(["load-balancer-open-ports"]));
    expect(hasPassed(result)).toBe(false);
  });

  test("says of a scanner that fails that it failed, and nothing else", async () => {
    const stacks = { "staging-base": base, staging: runtime };
    const result = await scan(stacks, [], [aRisk()], () => Promise.reject(new Error("no such file")));
    expect(result).toMatchObject({ findings: [], designed: [], accepted: [], problems: [] });
    expect(result.failures.map(({ stack }) => stack)).toEqual(["staging-base", "staging"]);
    expect(hasPassed(result)).toBe(false);
  });

  test("fails at an accepted risk that is not needed", async () => {
    const unneeded = aRisk({ address: "aws_security_group.gone" });
    const result = await scan({ "staging-base": base, staging: runtime }, [publicIngress], [unneeded]);
    expect(hasPassed(result)).toBe(false);
  });
});
