import { expect, test } from "vitest";
import { jobCommand } from "./job-command";

test("a job is started in its subnets with its security group, in one command", () => {
  const place = {
    cluster: "shop",
    taskFamily: "shop-reports",
    subnetIds: ["subnet-1", "subnet-2"],
    securityGroupId: "sg-1",
  };
  expect(jobCommand({ ...place, assignPublicIp: false })).toBe(
    "aws ecs run-task --cluster shop --task-definition shop-reports --launch-type FARGATE --network-configuration 'awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=[sg-1],assignPublicIp=DISABLED}'",
  );
  expect(jobCommand({ ...place, assignPublicIp: true })).toContain("assignPublicIp=ENABLED");
});
