import { describe, expect, test } from "vitest";
import { planEnvironment } from "../../model/plan/environment-plan";
import { smallStaging } from "../../test/helpers/fixtures";
import { type Entrance, judgedEntrance } from "./entrance";

const plan = planEnvironment(smallStaging());
const agent = `${plan.names.cluster}/agent`;
const other = `${plan.names.cluster}/other`;
const closed = { sequence: 7, reason: "no task of it runs", begunBy: "ecs UpdateService", seconds: 3.2 };

function judged({ services = [{ service: agent, answers: true }], outages = [] }: Partial<Entrance>) {
  return judgedEntrance({ services, outages }, plan);
}

describe("the entrance of a change", () => {
  test("is well where each service answered all the time", () => {
    expect(judged({})).toEqual({ outages: [], details: [`${agent} answered all the time`], problems: [] });
  });

  test("fails for an interval without an answer, with the calls that it lay between", () => {
    const { problems } = judged({ outages: [{ service: agent, ...closed, endedBy: "ecs CreateService" }] });
    expect(problems).toEqual([
      `${agent} did not answer for 3.2 s of the rehearsal, from ecs UpdateService until ecs CreateService: no task of it runs`,
    ]);
  });

  test("fails for a service that ceased to answer, and for a new one that never did", () => {
    const silent = { service: agent, answers: false, reason: "no task of it runs" };
    expect(judged({ services: [silent], outages: [{ service: agent, ...closed }] }).problems).toEqual([
      `${agent} did not answer for 3.2 s of the rehearsal, from ecs UpdateService and goes on: no task of it runs`,
    ]);
    expect(judged({ services: [silent] }).problems).toEqual([`${agent} does not answer: no task of it runs`]);
  });

  test("lets a service go that the settings do not have any more, but not in between", () => {
    const gone = { service: other, answers: false, reason: "the service is gone" };
    const services = [{ service: agent, answers: true }, gone];
    expect(judged({ services, outages: [{ service: other, ...closed }] })).toEqual({
      outages: [],
      details: [`${agent} answered all the time`, `${other} answers no longer, as its settings ask`],
      problems: [],
    });
    expect(
      judged({ services, outages: [{ service: other, ...closed, endedBy: "ecs UpdateService" }] }).problems,
    ).toEqual([expect.stringContaining(`${other} did not answer for 3.2 s`)]);
  });
});
