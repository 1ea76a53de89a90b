import { describe, expect, test } from "vitest";
import { planEnvironment } from "../../model/plan/environment-plan";
import { anEnvironment, type EnvironmentSettings, existingVpc } from "../../test/helpers/environments";
import { baseTemplate, runtimeTemplate } from "../../test/helpers/stack-templates";

const small = { repository: "shop-agent", size: { cpuUnits: 256, memoryMiB: 512 } } as const;
const one = { minimumTasks: 1, maximumTasks: 1 } as const;
const settings = (overrides: Partial<EnvironmentSettings> = {}): Partial<EnvironmentSettings> => ({
  volumes: { files: {} },
  services: {
    store: { kind: "internal", port: 8000, scaling: one, volumes: { files: "/data" }, ...small },
    search: { kind: "internal", port: 9000, scaling: { minimumTasks: 1, maximumTasks: 2 }, ...small },
  },
  ...overrides,
});
const environment = anEnvironment(settings());
const base = (type: string, attribute: string) => ({ stack: "base", type, key: "shop-staging/files", attribute });

describe("the service that mounts a volume", () => {
  const plan = planEnvironment(environment);
  const [store, search] = plan.services;

  test("may mount and write that file system, through its own access point alone", () => {
    expect(store?.role.statements.filter(({ sid }) => sid.startsWith("Mount"))).toEqual([
      {
        sid: "MountFiles",
        actions: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        resources: [base("aws_efs_file_system", "arn")],
        conditions: { StringEquals: { "elasticfilesystem:AccessPointArn": base("aws_efs_access_point", "arn") } },
      },
    ]);
    expect(JSON.stringify(search?.role.statements)).not.toContain("elasticfilesystem");
  });

  test("finds it where the settings say, beside the temporary one", () => {
    expect(store?.task.containers.map(({ mounts }) => mounts)).toEqual([[{ volume: "files", path: "/data" }]]);
    expect([store?.isSingleWriter, search?.isSingleWriter]).toEqual([true, false]);
  });

  test("is replaced one after the other, in no second zone, and mounts over TLS as its role", () => {
    const template = runtimeTemplate(environment);
    const [definition] = template
      .resources("aws_ecs_task_definition")
      .filter(({ family }) => family === "shop-staging-store");
    expect(definition?.volume).toEqual([
      { name: "tmp" },
      {
        name: "files",
        efs_volume_configuration: {
          file_system_id: expect.stringMatching(/^\$\{data\.aws_efs_file_system\..*\.id\}$/),
          transit_encryption: "ENABLED",
          authorization_config: {
            access_point_id: expect.stringMatching(/^\$\{data\.aws_efs_access_point\..*\.id\}$/),
            iam: "ENABLED",
          },
        },
      },
    ]);
    expect(template.resources("aws_ecs_service").find(({ name }) => name === "store")).toMatchObject({
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
      availability_zone_rebalancing: "DISABLED",
    });
  });

  test("stands in the group of those who mount, and may connect to mount targets on NFS's port alone", () => {
    const template = runtimeTemplate(environment);
    const service = template.resources("aws_ecs_service").find(({ name }) => name === "store");
    expect(JSON.stringify(service?.network_configuration)).toContain(
      "data.aws_security_group.volume-clients-security-group.id",
    );
    const group = template.resources("aws_security_group").find(({ name }) => name === "shop-staging-store-task");
    expect(group?.egress).toContainEqual(
      expect.objectContaining({
        from_port: 2049,
        to_port: 2049,
        security_groups: ["${data.aws_security_group.volumes-security-group.id}"],
      }),
    );
  });
});

describe("in the base stack a volume", () => {
  const template = baseTemplate(environment);

  test("is encrypted under the environment's key, backed up, and kept from being destroyed", () => {
    expect(template.resources("aws_efs_file_system")).toEqual([
      expect.objectContaining({
        creation_token: "shop-staging/files",
        encrypted: true,
        throughput_mode: "elastic",
        lifecycle: { prevent_destroy: true },
      }),
    ]);
    expect(template.resources("aws_efs_backup_policy")).toEqual([
      expect.objectContaining({ backup_policy: { status: "ENABLED" } }),
    ]);
  });

  test("has a mount target in each subnet of tasks, and an access point for the containers' user", () => {
    const subnets = template.resources("aws_efs_mount_target").map(({ subnet_id: subnet }) => String(subnet));
    expect(subnets.map((subnet) => /private-[ab]/.exec(subnet)?.[0])).toEqual(["private-a", "private-b"]);
    expect(template.resources("aws_efs_access_point")).toEqual([
      expect.objectContaining({
        posix_user: { uid: 10001, gid: 10001 },
        root_directory: { path: "/data", creation_info: { owner_uid: 10001, owner_gid: 10001, permissions: "0750" } },
      }),
    ]);
  });

  test("lets in those who mount on NFS's port, and lets nobody out", () => {
    const groups = template
      .resources("aws_security_group")
      .map(({ name, ingress, egress }) => ({ name, ingress, egress }));
    expect(groups).toEqual([
      { name: "shop-staging-volume-clients", ingress: [], egress: [] },
      {
        name: "shop-staging-volumes",
        ingress: [expect.objectContaining({ from_port: 2049, to_port: 2049 })],
        egress: [],
      },
    ]);
  });

  test("stands where tasks do without NAT, and in the named subnets of a VPC of others", () => {
    const subnetsOf = (overrides: Partial<EnvironmentSettings>) =>
      baseTemplate(anEnvironment(settings(overrides)))
        .resources("aws_efs_mount_target")
        .map(({ subnet_id: subnet }) => String(subnet));
    expect(subnetsOf({ network: { cidr: "10.1.0.0/16", nat: "none" } }).join()).toMatch(/public-a.*public-b/);
    expect(subnetsOf({ network: { existingVpc } })).toEqual(existingVpc.privateSubnetIds);
  });
});

test("nothing is made, and nothing looked up, where no volume is", () => {
  const without = anEnvironment();
  expect(planEnvironment(without).capabilities.volumes).toMatchObject({ resources: [], groups: undefined });
  expect(JSON.stringify([baseTemplate(without).json, runtimeTemplate(without).json])).not.toMatch(
    /efs|elasticfilesystem|volumes/,
  );
});
