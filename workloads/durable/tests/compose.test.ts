import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { composeProblems } from "../../../test/helpers/compose/compose-problems";
import { workloadFolder } from "./places";

const text = readFileSync(join(workloadFolder, "compose.yaml"), "utf8");

const serviceSchema = z.object({
  build: z.object({ context: z.string(), dockerfile: z.string(), target: z.string().optional() }),
  command: z.array(z.string()),
  ports: z.array(z.string()),
  volumes: z.array(z.object({ type: z.literal("bind"), source: z.string(), read_only: z.boolean() })),
  environment: z.record(z.string(), z.string()).default({}),
});
const { services } = z
  .object({ services: z.object({ backend: serviceSchema, frontend: serviceSchema }) })
  .parse(parse(text));

test("is a Compose file by Compose's own schema", () => {
  expect(composeProblems(text)).toEqual([]);
});

test.each([
  ["an unknown key", "tmpfs: [/tmp]", "tempfs: [/tmp]", 'services.backend: Unrecognized key: "tempfs"'],
  ["a wrong kind of mount", "type: bind", "type: folder", "services.backend.volumes.0: Invalid input"],
  ["a condition that is none", "service_healthy", "service_happy", "services.frontend.depends_on: Invalid input"],
])("would be found to hold %s", (_, from, to, problem) => {
  expect(composeProblems(text.replace(from, to))).toEqual([problem]);
});

test.each(Object.entries(services))("%s is built from what is there, and reloads what is mounted", (_, service) => {
  const { build, command, volumes } = service;
  expect(existsSync(join(workloadFolder, build.context, build.dockerfile))).toBe(true);
  const stages = readFileSync(join(workloadFolder, build.context, build.dockerfile), "utf8").matchAll(/ AS (\w+)$/gm);
  if (build.target !== undefined) expect([...stages].map(([, stage]) => stage)).toContain(build.target);
  expect(volumes.filter(({ source }) => !existsSync(join(workloadFolder, source)))).toEqual([]);
  expect(volumes.filter(({ read_only }) => !read_only)).toEqual([]);
  expect(command.some((word) => word === "--reload" || word === "dev")).toBe(true);
});

test("nobody beside this machine reaches it", () => {
  const ports = Object.values(services).flatMap((service) => service.ports);
  expect(ports).toEqual(["127.0.0.1:8000:8000", "127.0.0.1:5173:5173"]);
});

test("the page asks the backend where it listens", () => {
  expect(services.frontend.environment.BACKEND_URL).toBe("http://backend:8000");
  expect(services.backend.command.slice(-2)).toEqual(["--port", "8000"]);
});
