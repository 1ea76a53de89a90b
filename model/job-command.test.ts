import { expect, test } from "vitest";
import { jobCommand } from "./job-command";

test("a job is started in its subnets with its security groups, in one command", () => {
  const place = {
    cluster: "shop",
    taskFamily: "shop-reports",
    subnetIds: ["subnet-1", "subnet-2"],
    securityGroupIds: ["sg-1", "sg-2"],
  };
  expect(jobCommand({ ...place, assignPublicIp: false })).toBe(
    "aws ecs run-task --cluster shop --task-definition shop-reports --launch-type FARGATE --network-configuration 'awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=[sg-1,sg-2],assignPublicIp=DISABLED}'",
  );
  expect(jobCommand({ ...place, assignPublicIp: true })).toContain("assignPublicIp=ENABLED");
});
