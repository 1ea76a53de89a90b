import { expect, test } from "vitest";
import { releasedServices } from "../../model/delivery/delivered-environment";
import { planEnvironment } from "../../model/plan/environment-plan";
import { anEnvironment } from "../../test/helpers/environments";
import { releaseTarget } from "./released-service";

const onHosts = planEnvironment(anEnvironment({ compute: "ec2" }));
const image = {
  environment: "staging",
  name: "agent",
  parameter: "/shop-staging/image-digests/agent",
  repository: "shop-agent",
  imageName: "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop-agent",
};

test("a service on Fargate is released to ECS", () => {
  expect(releaseTarget(planEnvironment(anEnvironment()), "agent")).toEqual({
    ...image,
    runtime: "fargate",
    cluster: "shop-staging",
    service: "agent",
    isJob: false,
    bakeMinutes: undefined,
    taskFamily: "shop-staging-agent",
    container: "agent",
  });
});

test("a service on EC2 is released to the instances of its group, of which the load balancer knows", () => {
  expect(releaseTarget(onHosts, "agent")).toEqual({
    ...image,
    runtime: "ec2",
    autoscalingGroup: "shop-staging-hosts",
    document: "shop-staging-hosts-release",
    targetGroups: ["shop-staging-agent-8080"],
    startSeconds: 900,
  });
});

test("its role is given rights on those instances and their document, and nothing of ECS", () => {
  expect(releasedServices(onHosts)).toEqual([
    {
      imageDigestParameter: image.parameter,
      repository: image.repository,
      runsOn: { runtime: "ec2", autoscalingGroup: "shop-staging-hosts", document: "shop-staging-hosts-release" },
    },
  ]);
});

test("names the services that there are", () => {
  expect(() => releaseTarget(onHosts, "agnet")).toThrow("staging has no service agnet; it has agent");
});
