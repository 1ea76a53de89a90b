import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { aLoadBalancer, ask, aTask, bodiesOf, healthyTarget, impatient, named } from "./load-balancer-fixtures";

test("answers 503 without a target, and until the first good health check of the only one", async () => {
  const balancer = await aLoadBalancer();
  expect((await ask(balancer)).status).toBe(503);
  const task = await aTask(named("first"));
  task.isHealthy = false;
  const target = balancer.register(task.port);
  await sleep(150);
  expect((await ask(balancer)).status).toBe(503);
  task.isHealthy = true;
  await target.becomesHealthy();
  expect(await bodiesOf(balancer, 1)).toEqual(["first"]);
});

test("gives requests to healthy targets in turn, and to one that recovers again", async () => {
  const balancer = await aLoadBalancer();
  const [first, second] = [await aTask(named("first")), await aTask(named("second"))];
  await healthyTarget(balancer, first.port);
  const target = await healthyTarget(balancer, second.port);
  expect([...(await bodiesOf(balancer, 4))].sort()).toEqual(["first", "first", "second", "second"]);
  second.isHealthy = false;
  await expect.poll(() => target.state).toBe("unhealthy");
  expect(await bodiesOf(balancer, 3)).toEqual(["first", "first", "first"]);
  second.isHealthy = true;
  await target.becomesHealthy();
  expect(await bodiesOf(balancer, 2)).toContain("second");
});

test("goes on with unhealthy targets where no other is left", async () => {
  const balancer = await aLoadBalancer();
  const task = await aTask(named("only"));
  const target = await healthyTarget(balancer, task.port);
  task.isHealthy = false;
  await expect.poll(() => target.state).toBe("unhealthy");
  expect(await bodiesOf(balancer, 1)).toEqual(["only"]);
});

test("uses a connection to a target again", async () => {
  const balancer = await aLoadBalancer();
  const connections = new Set<number | undefined>();
  const task = await aTask((request, response) => {
    connections.add(request.socket.remotePort);
    response.end();
  });
  await healthyTarget(balancer, task.port);
  await bodiesOf(balancer, 3);
  expect(connections.size).toBe(1);
});

test("answers 502 for a target that closes, and cuts an answer that the target cuts", async () => {
  const balancer = await aLoadBalancer();
  let answered = 0;
  const task = await aTask((request, response) => {
    answered += 1;
    if (answered === 1) request.socket.destroy();
    else response.write("half", () => request.socket.destroy());
  });
  await healthyTarget(balancer, task.port);
  expect((await ask(balancer)).status).toBe(502);
  await expect((await ask(balancer)).text()).rejects.toThrow("terminated");
});

test("answers 504 for a target that says nothing, and cuts a stream that falls silent", async () => {
  const balancer = await aLoadBalancer(impatient);
  let asked = 0;
  const task = await aTask((_, response) => {
    asked += 1;
    if (asked === 2) response.write("begun");
  });
  await healthyTarget(balancer, task.port);
  const begun = performance.now();
  expect((await ask(balancer)).status).toBe(504);
  expect(performance.now() - begun).toBeGreaterThan(impatient.idleTimeoutSeconds * 950);
  await expect((await ask(balancer)).text()).rejects.toThrow();
});

test("keeps a stream of which a byte comes within the idle timeout", async () => {
  const balancer = await aLoadBalancer({ idleTimeoutSeconds: 2 });
  const task = await aTask(async (_, response) => {
    for (let beat = 0; beat < 6; beat += 1) {
      response.write(".");
      await sleep(500);
    }
    response.end();
  });
  await healthyTarget(balancer, task.port);
  expect(await bodiesOf(balancer, 1)).toEqual(["......"]);
});

test("passes on the head of an answer before its first byte", async () => {
  const balancer = await aLoadBalancer();
  const task = await aTask((_, response) => response.writeHead(202).flushHeaders());
  await healthyTarget(balancer, task.port);
  expect((await ask(balancer)).status).toBe(202);
});

test("holds a target back while its client does not read", async () => {
  const balancer = await aLoadBalancer();
  const [block, blocks] = [Buffer.alloc(1024 * 1024), 300];
  let written = 0;
  const task = await aTask((_, response) => {
    const write = () => {
      written += 1;
      if (written < blocks) response.write(block, write);
    };
    write();
  });
  await healthyTarget(balancer, task.port);
  const answer = await ask(balancer);
  let held = 0;
  while (written > held) {
    held = written;
    await sleep(200);
  }
  expect(held).toBeLessThan(blocks / 3);
  await answer.body?.cancel();
});

test.each([
  { moment: "before the first byte", begin: undefined },
  { moment: "in the middle of an answer", begin: "begun" },
])("tells the target that its client is gone $moment", async ({ begin }) => {
  const balancer = await aLoadBalancer();
  const seen: string[] = [];
  const task = await aTask((_, response) => {
    response.on("close", () => seen.push("gone"));
    if (begin !== undefined) response.write(begin);
    seen.push("asked");
  });
  await healthyTarget(balancer, task.port);
  const leaving = new AbortController();
  const answer = fetch(`http://127.0.0.1:${balancer.port}/`, { signal: leaving.signal }).catch(() => undefined);
  await expect.poll(() => seen).toEqual(["asked"]);
  leaving.abort();
  await answer;
  await expect.poll(() => seen).toEqual(["asked", "gone"]);
});

/** A task whose answers begin at once, and end when the test says so. */
async function unhurriedTask() {
  const begun: ServerResponse[] = [];
  const task = await aTask((_, response) => {
    response.write("a");
    begun.push(response);
  });
  const finish = () => {
    for (const response of begun) response.end("b");
  };
  return { task, finish };
}

test("lets a deregistered target finish what it has, and gives it nothing new", async () => {
  const balancer = await aLoadBalancer();
  const { task: old, finish } = await unhurriedTask();
  const oldTarget = await healthyTarget(balancer, old.port);
  const answer = await ask(balancer);
  await healthyTarget(balancer, (await aTask(named("new"))).port);
  const drained = balancer.deregister(oldTarget);
  expect(oldTarget.state).toBe("draining");
  expect(await bodiesOf(balancer, 3)).toEqual(["new", "new", "new"]);
  finish();
  expect(await answer.text()).toBe("ab");
  await drained;
  expect(oldTarget).toMatchObject({ state: "unused", requests: 1 });
});

test("waits no longer than the delay, and leaves what is open then to the task", async () => {
  const balancer = await aLoadBalancer({ deregistrationDelaySeconds: 0.1 });
  const { task, finish } = await unhurriedTask();
  const target = await healthyTarget(balancer, task.port);
  const answer = await ask(balancer);
  await balancer.deregister(target);
  finish();
  expect(await answer.text()).toBe("ab");
});
