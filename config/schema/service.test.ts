import { testBadInputs } from "../../test/helpers/bad-input";

const size = "cpuUnits: 512\n      memoryMiB: 1024";
const scaling = "{ minimumTasks: 1, maximumTasks: 4 }";
const dns = "dns: { domain: staging.example.com, zone: { name: example.com } }\n";
const repository = "repository: shop-agent";
const jwt = "{ issuer: https://auth.example.com, jwksUrl: https://auth.example.com/jwks.json, audience: agent }";
const paths = (settings: string) => `${repository}\n    agentToAgent: ${settings}`;

testBadInputs({
  "a memory size that Fargate does not pair with the CPU units": {
    part: "memoryMiB: 1024",
    bad: "memoryMiB: 3000",
    fault:
      "11:18 services.agent.size.memoryMiB: 3000 is not a Fargate memory size for 512 CPU units; use 1024, 2048, 3072 or 4096",
    good: "memoryMiB: 4096",
  },
  "a memory size off the steps of a large task": {
    part: size,
    bad: "cpuUnits: 8192\n      memoryMiB: 17000",
    fault:
      "11:18 services.agent.size.memoryMiB: 17000 is not a Fargate memory size for 8192 CPU units; use 16384 to 61440 in steps of 4096",
    good: "cpuUnits: 8192\n      memoryMiB: 20480",
  },
  "CPU units that Fargate does not have": {
    part: "cpuUnits: 512",
    bad: "cpuUnits: 300",
    fault:
      "10:17 services.agent.size.cpuUnits: 300 is not a Fargate CPU size; use 256, 512, 1024, 2048, 4096, 8192 or 16384",
    good: "cpuUnits: 256",
  },
  "a port that only root may open": {
    part: "port: 8080",
    bad: "port: 1023",
    fault:
      "6:11 services.agent.port: 1023 is not allowed; use a whole number from 1024 to 65535, as the task does not run as root",
    good: "port: 1024",
  },
  "a port out of range": {
    part: "port: 8080",
    bad: "port: 65536",
    fault:
      "6:11 services.agent.port: 65536 is not allowed; use a whole number from 1024 to 65535, as the task does not run as root",
    good: "port: 65535",
  },
  "a port in words": {
    part: "port: 8080",
    bad: "port: http",
    fault:
      "6:11 services.agent.port: http is not allowed; use a whole number from 1024 to 65535, as the task does not run as root",
    good: "port: 3000",
  },
  "a health check path without its slash": {
    part: "/health",
    bad: "healthz",
    fault: "7:22 services.agent.healthCheckPath: healthz is not a path; use one that starts with / such as /health",
    good: "/",
  },
  "more tasks at least than at most": {
    part: scaling,
    bad: "{ minimumTasks: 5, maximumTasks: 4 }",
    fault: "12:47 services.agent.scaling.maximumTasks: 4 is below minimumTasks (5); use at least 5",
    good: "{ minimumTasks: 4, maximumTasks: 4 }",
  },
  "no task at all": {
    part: scaling,
    bad: "{ minimumTasks: 0, maximumTasks: 4 }",
    fault: "12:30 services.agent.scaling.minimumTasks: 0 is not allowed; use a whole number from 1 to 100",
    good: "{ minimumTasks: 1, maximumTasks: 1 }",
  },
  "a retention that CloudWatch does not know": {
    part: repository,
    bad: `${repository}\n    logRetentionDays: 45`,
    fault:
      "9:23 services.agent.logRetentionDays: 45 is not allowed; use 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653",
    good: `${repository}\n    logRetentionDays: 60`,
  },
  "a repository that the account does not have": {
    part: repository,
    bad: "repository: shop-agnet",
    fault: "8:17 services.agent.repository: shop-agnet is not a repository of account shop; did you mean shop-agent?",
    good: repository,
  },
  "a service name that no AWS name allows": {
    part: "agent:\n    port",
    bad: "Agent:\n    port",
    fault:
      "5:3 services.Agent: a service is named with lower-case letters, digits and single inner hyphens, starting with a letter",
    good: "agent-2:\n    port",
  },
  "a target group's name longer than AWS allows": {
    part: "agent:\n    port",
    bad: "a234567890123456789012345:\n    port",
    fault:
      "5:3 services.a234567890123456789012345: the target group would be named staging-a234567890123456789012345, 33 characters where AWS allows 32; choose a shorter namePrefix or service name",
    good: "a23456789012345678901234:\n    port",
  },
  "agent-to-agent paths without HTTPS": {
    part: `${dns}services:\n  agent:\n`,
    bad: `services:\n  agent:\n    agentToAgent: { jwt: ${jwt} }\n`,
    fault: "5:5 services.agent.agentToAgent: agent-to-agent paths need HTTPS; set dns.domain, or remove agentToAgent",
    good: `${dns}services:\n  agent:\n    agentToAgent: { jwt: ${jwt} }\n`,
  },
  "a misspelt kind of agent-to-agent proof": {
    part: repository,
    bad: paths(`{ jtw: ${jwt} }`),
    fault: "9:21 services.agent.agentToAgent.jtw: unknown key; did you mean jwt?",
    good: paths(`{ jwt: ${jwt} }`),
  },
  "keys of an issuer over plain HTTP": {
    part: repository,
    bad: paths(`{ jwt: ${jwt.replace("jwksUrl: https", "jwksUrl: http")} }`),
    fault:
      "9:71 services.agent.agentToAgent.jwt.jwksUrl: http://auth.example.com/jwks.json is not an https address; use one such as https://auth.example.com, with a port up to 65535, and without credentials or fragment",
    good: paths("{ mutualTls: { caBundle: { bucket: shop-trust, key: agents.pem } } }"),
  },
  "a subject that YAML reads as a number": {
    part: repository,
    bad: paths(`{ jwt: ${jwt.replace(" }", ", subjects: [113774264463038321964] }")} }`),
    fault:
      '9:135 services.agent.agentToAgent.jwt.subjects[0]: 113774264463038321964 is read as a number; put it in quotes: "113774264463038321964"',
    good: paths(`{ jwt: ${jwt.replace(" }", ', subjects: ["113774264463038321964"] }')} }`),
  },
  "a list of subjects that would let nobody in": {
    part: repository,
    bad: paths(`{ jwt: ${jwt.replace(" }", ", subjects: [] }")} }`),
    fault: "9:134 services.agent.agentToAgent.jwt.subjects: too short with 0 entries; use at least 1",
    good: paths(`{ jwt: ${jwt.replace(" }", ", subjects: [planner] }")} }`),
  },
  "a role name of 65 characters": {
    part: repository,
    bad: `${repository}\n    taskRoleName: ${"R".repeat(65)}`,
    fault: `9:19 services.agent.taskRoleName: ${"R".repeat(60)}… is not the name of a role; use at most 64 letters, digits and +=,.@_-`,
    good: `${repository}\n    taskRoleName: ${"R".repeat(64)}`,
  },
});
