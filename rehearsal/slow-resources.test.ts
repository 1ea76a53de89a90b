import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { awsType } from "../model/aws-types/records";
import { listenOnLoopback } from "../test/helpers/loopback";
import { slowResourceObserver } from "./slow-resources";

const usualSeconds = awsType("aws_lb").usualSeconds;
const calls = [
  { service: "elasticloadbalancing", action: "DescribeLoadBalancers", status: 200, secondsAgo: 0.4 },
  { service: "ec2", action: "DescribeVpcs", status: 400, secondsAgo: 12 },
];
const lastCalls = "the emulator last answered elasticloadbalancing DescribeLoadBalancers with 200, 0.4 s ago";

async function watched(answer = JSON.stringify(calls)) {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => {
    asked.push(url);
    response.end(answer);
  });
  onTestFinished(() => void server.close());
  const lines: string[] = [];
  const reasons: string[] = [];
  const endpoint = `http://127.0.0.1:${await listenOnLoopback(server)}`;
  const observe = slowResourceObserver({ endpoint }, (line) => lines.push(line));
  const after = (seconds: number, address = "aws_lb.public") =>
    observe({ address, type: "aws_lb", seconds }, (reason) => reasons.push(reason));
  return { after, asked, lines, reasons };
}

test("a resource within its type's usual time is not worth a word", async () => {
  const { after, asked, lines } = await watched();
  after(usualSeconds);
  after(usualSeconds + 10, "aws_lb.internal");
  await expect.poll(() => lines).toEqual([expect.stringMatching(/^aws_lb\.internal /)]);
  expect(asked).toHaveLength(1);
});

test("one that takes longer is named once, with the calls that the emulator answered last", async () => {
  const { after, asked, lines, reasons } = await watched();
  after(usualSeconds + 10);
  after(usualSeconds + 20);
  after(usualSeconds + 20, "aws_lb.internal");
  await expect.poll(() => lines.length).toBe(2);
  expect(lines[0]).toBe(
    `aws_lb.public is still being made after ${usualSeconds + 10} s, and usually takes up to ${usualSeconds} s; ` +
      `${lastCalls}; ec2 DescribeVpcs with 400, 12 s ago`,
  );
  expect(asked).toEqual(["/slipway/calls?last=5", "/slipway/calls?last=5"]);
  expect(reasons).toEqual([]);
});

test("one that takes five minutes longer ends the run with that sentence", async () => {
  const { after, lines, reasons } = await watched();
  after(usualSeconds + 310);
  await expect.poll(() => reasons).toHaveLength(1);
  expect(reasons[0]).toContain(`aws_lb.public is still being made after ${usualSeconds + 310} s`);
  expect(reasons[0]).toContain(lastCalls);
  expect(lines).toEqual([]);
});

test("it is said where the emulator tells nothing either", async () => {
  const { after, lines } = await watched("not found");
  after(usualSeconds + 10);
  await expect.poll(() => lines).toEqual([expect.stringMatching(/; the emulator does not answer what it was asked$/)]);
});
