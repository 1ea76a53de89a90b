import { describe, expect, test } from "vitest";
import { hostedGroup, hostedPlan, hostTexts } from "../../test/helpers/hosts/hosted-group";
import { writtenFile } from "../../test/helpers/hosts/written-file";
import { internalFacts, planOf, webFacts } from "../../test/helpers/plan-facts";
import { userData } from "./user-data";

const plan = hostedPlan();
const text = userData(hostedGroup(plan), plan, hostTexts());

const factsIn = (script: string) => JSON.parse(writtenFile(script, "/opt/slipway/facts.json"));

describe("user data", () => {
  test("has nothing that Terraform takes for its own, but what a user wrote", () => {
    const own = userData(hostedGroup(planOf({ web: webFacts() })), plan, hostTexts());
    expect(own.match(/[$%]\{/g)).toBeNull();
    expect(text.match(/[$%]\{.*/g)).toEqual([expect.stringContaining("{HOME}")]);
  });

  test("tells the host what it needs of the plan, each secret and registry once", () => {
    expect(factsIn(text)).toEqual({
      region: "eu-central-1",
      hook: { name: "shop-hosts-launching", group: "shop-hosts" },
      registries: ["210987654321.dkr.ecr.eu-central-1.amazonaws.com"],
      digests: [
        { variable: "BACKEND_DIGEST", parameter: "/shop/image-digests/backend" },
        { variable: "FRONTEND_DIGEST", parameter: "/shop/image-digests/frontend" },
        { variable: "STORE_DIGEST", parameter: "/shop/image-digests/store" },
      ],
      secrets: [
        {
          id: "shared/json",
          variables: [
            { name: "BACKEND__KEYED", key: "TOKEN" },
            { name: "BACKEND__OTHER", key: "OTHER" },
          ],
        },
        { id: "shop/plain", variables: [{ name: "BACKEND__PLAIN" }] },
      ],
      roles: [
        { service: "backend", arn: "arn:aws:iam::210987654321:role/shop-backend-task" },
        { service: "frontend", arn: "arn:aws:iam::210987654321:role/shop-frontend-task" },
        { service: "store", arn: "arn:aws:iam::210987654321:role/shop-store-task" },
      ],
      volumes: [{ name: "data", fileSystemId: "fs-0123456789abcdef0", accessPointId: "fsap-0123456789abcdef0" }],
      tasks: [["backend.proxy", "backend"], ["frontend"], ["store"]],
      checks: [
        { service: "backend", url: "http://127.0.0.1:3001/health" },
        { service: "frontend", url: "http://127.0.0.1:3002/health" },
      ],
      discovery: [],
    });
  });

  test("logs in where sidecars come from too, and finds a secret by its ARN", () => {
    const image = `123456789012.dkr.ecr.us-east-1.amazonaws.com/proxy@sha256:${"a".repeat(64)}`;
    const arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:token-AbCdEf";
    const web = webFacts({
      secrets: { TOKEN: { arn } },
      sidecars: { proxy: { image, environment: {}, essential: true } },
    });
    const other = planOf({ web });
    const facts = factsIn(userData(hostedGroup(other), other, hostTexts()));
    expect(facts.registries).toEqual([
      "123456789012.dkr.ecr.us-east-1.amazonaws.com",
      "210987654321.dkr.ecr.eu-central-1.amazonaws.com",
    ]);
    expect(facts.secrets).toEqual([{ id: arn, variables: [{ name: "WEB__TOKEN" }] }]);
  });

  test("registers what others ask for: an only instance under one entry, of several each under its own", () => {
    const other = planOf({ web: webFacts(), store: internalFacts({ port: 8000 }) });
    const group = { ...hostedGroup(other), discovery: { host: "store.shop.internal" } };
    const texts = hostTexts({ discoveryServiceId: "srv-example" });
    expect(factsIn(userData(group, other, texts)).discovery).toEqual([{ serviceId: "srv-example", entry: "store" }]);
    expect(factsIn(userData({ ...group, maximum: 2 }, other, texts)).discovery).toEqual([{ serviceId: "srv-example" }]);
    expect(factsIn(userData(group, other, hostTexts())).discovery).toEqual([]);
  });

  test("has the CloudWatch agent measure the instance each minute and ship its log files", () => {
    const measured = (name: string, rename: string) => ({
      measurement: [{ name, rename, unit: "Percent" }],
      metrics_collection_interval: 60,
    });
    const { metrics, logs } = JSON.parse(writtenFile(text, "/opt/slipway/agent.json"));
    expect(metrics).toEqual({
      namespace: "Shop/EC2",
      append_dimensions: {
        AutoScalingGroupName: "${aws:AutoScalingGroupName}",
        InstanceId: "${aws:InstanceId}",
      },
      aggregation_dimensions: [["AutoScalingGroupName"]],
      metrics_collected: {
        cpu: { ...measured("cpu_usage_idle", "CPU_IDLE"), totalcpu: true },
        mem: measured("mem_used_percent", "MEMORY_USED"),
        disk: { ...measured("used_percent", "DISK_USED"), resources: ["/"] },
      },
    });
    expect(logs.logs_collected.files.collect_list).toEqual(
      ["/var/log/slipway/*.log", "/var/log/cloud-init-output.log", "/var/log/unattended-upgrades/*.log"].map(
        (path) => ({ file_path: path, log_group_name: "/aws/ec2/shop", log_stream_name: "{instance_id}" }),
      ),
    );
  });

  test("starts the containers with the instance, as long as they are given", () => {
    const unit = writtenFile(text, "/etc/systemd/system/slipway.service");
    expect(unit).toContain(
      "ExecStart=/opt/slipway/host release\nExecStop=/opt/slipway/host stop\nTimeoutStartSec=900\n",
    );
    expect(unit).toContain("Restart=on-failure\n");
    expect(writtenFile(text, "/etc/systemd/system/slipway-credentials.timer")).toContain("OnCalendar=*:0/15\n");
    expect(writtenFile(text, "/etc/systemd/system/slipway-mend.timer")).toContain("OnCalendar=minutely\n");
  });
});
