import { expect, test } from "vitest";
import { differences } from "./difference";

const subject = "open ports";
const https = "open port 443/tcp from 0.0.0.0/0 on shop-staging-alb";
const tasks = "open port 8080/tcp from 0.0.0.0/0 on shop-staging-agent-task";

test("finds none where both are the same set, in whatever order", () => {
  expect(differences({ subject, expected: [https, tasks], found: [tasks, https] })).toEqual([]);
});

test("reports what is asked for and missing, and what is there and not asked for", () => {
  expect(differences({ subject, expected: [https], found: [tasks] })).toEqual([
    `open ports: missing: ${https}`,
    `open ports: not asked for: ${tasks}`,
  ]);
});

test("reports a second one of what is asked for once", () => {
  expect(differences({ subject, expected: [https], found: [https, https] })).toEqual([
    `open ports: not asked for: ${https}`,
  ]);
});
