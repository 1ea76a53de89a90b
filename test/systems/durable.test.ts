import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { departuresIn } from "./departures";
import { choices } from "./durable/bill";
import * as is from "./durable/kept";

/** What the design document of Durable Code states in so many words: kept here, or a row of the departures. */
const departures = departuresIn(readFileSync("docs/durable-departures.md", "utf8"));

interface Statement {
  readonly words: string;
  /** Fails where it is not so; without it the statement is a departure. */
  readonly kept?: () => void;
}

const statements: readonly Statement[] = [
  { words: "Cost efficiency (~$35-60/month target)", kept: is.everywhere(is.budgetOf60) },
  { words: "Minimal operational overhead (serverless containers)", kept: is.everywhere(is.onFargate) },
  { words: "Frontend: React with TypeScript, Vite build system", kept: is.inPage('"react"', '"typescript"', '"vite"') },
  {
    words: "Backend: FastAPI with Python 3.11, Poetry for dependencies",
    kept: () => {
      is.inFile(
        `${is.workload}/backend/pyproject.toml`,
        "fastapi==",
        'requires-python = ">=3.11,<3.12"',
        "[tool.poetry]",
      )();
      is.inFile(`${is.workload}/backend/poetry.lock`, 'name = "fastapi"')();
    },
  },
  { words: "Containerization: Multi-stage Dockerfiles for both services", kept: is.bothMultiStage },
  {
    words: "Local Development: Docker Compose with hot reload",
    kept: is.inFile(`${is.workload}/compose.yaml`, "--reload", "dev]"),
  },
  { words: "Monorepo Structure: Frontend and backend in same repository", kept: is.bothMultiStage },

  { words: "ECS Fargate: Serverless container hosting", kept: is.everywhere(is.onFargate) },
  { words: "ECR: Container registry for Docker images", kept: is.everywhere(is.imagesInEcr) },
  { words: "ALB: Application Load Balancer for routing", kept: is.everywhere(is.routed) },
  { words: "Route53: DNS management", kept: is.everywhere(is.named) },
  { words: "ACM: SSL certificate management", kept: is.everywhere(is.certified) },
  { words: "CloudWatch: Logging and monitoring", kept: is.everywhere(is.watched) },

  { words: "Scheduled Infrastructure: Automatic destroy/create cycles", kept: is.everywhere(is.scheduled) },
  { words: "Manual Override: Tag-based override for keeping resources running", kept: is.everywhere(is.overridden) },
  { words: "Weekend Shutdown: Complete infrastructure teardown Friday evening to Monday morning" },
  { words: "Lambda Automation: Start at 8 AM, stop at 8 PM on weekdays" },
  { words: "~85% cost reduction vs 24/7 operation" },

  {
    words: "Infrastructure as Code: Terraform for all AWS resources",
    kept: is.everywhere(is.inTerraform),
  },
  {
    words: "CI/CD: GitHub Actions with OIDC for passwordless deployment",
    kept: is.inFile(".github/workflows/images.yml", "id-token: write", "role-to-assume"),
  },
  { words: "Environments: dev, staging, production", kept: is.threeEnvironments },
  { words: "Blue/Green Deployments: Zero-downtime updates" },

  { words: "Supports docker-compose.yml" },
  { words: "Easy to scale when needed", kept: is.everywhere(is.scaled) },
  { words: "State management", kept: is.everywhere(is.stateInTerraformCloud) },
  { words: "Module reusability" },
  { words: "No long-lived AWS credentials", kept: is.noStandingKeys },
  { words: "Supports matrix builds", kept: is.inFile(".github/workflows/images.yml", "matrix:") },

  { words: "infra/terraform/{main,ecs,networking,alb,ecr,iam,variables,outputs}.tf" },
  { words: "infra/environments/{dev,staging,prod}.tfvars" },

  { words: "GitHub Actions runs tests", kept: is.inFile(".github/workflows/ci.yml", "jobs:") },
  { words: "Docker images built and pushed to ECR", kept: is.inFile(".github/workflows/images.yml", "docker push") },
  { words: "ECS service updated with new task definition" },
  { words: "ALB performs health checks", kept: is.everywhere(is.healthChecked) },
  { words: "Traffic shifted to new containers", kept: is.everywhere(is.neverWithoutTasks) },
  { words: "Old containers terminated", kept: is.everywhere(is.drained) },

  { words: "Budget: Keep monthly costs under $60", kept: is.everywhere(is.budgetOf60) },
  { words: "Security: All traffic must be HTTPS in production", kept: is.everywhere(is.httpsAlone) },
  { words: "Availability: Single region is acceptable (us-west-2)", kept: is.everywhere(is.inOregon) },
  { words: "Database: No database required initially", kept: is.everywhere(is.withoutStores) },
  { words: "Storage: No persistent storage needed yet", kept: is.everywhere(is.withoutStores) },

  { words: "Update task definition in `ecs.tf`" },
  { words: "Add to GitHub Secrets" },
  { words: "Update `.env.example`" },
  { words: "Adjust `desired_count` in ECS service" },
  { words: "Update Fargate task size if needed", kept: is.everywhere(is.sized) },
  { words: "Consider adding auto-scaling policies", kept: is.everywhere(is.scaled) },
  { words: "Make changes in Terraform files" },
  { words: "Run `terraform plan` to preview" },
  { words: "Apply changes with `terraform apply`" },
  { words: "Commit changes to git", kept: () => expect(existsSync("config/environments/durable-dev.yaml")).toBe(true) },

  {
    words: "Always check existing Terraform state before making changes",
    kept: is.inFile(".github/workflows/drift.yml", "slipway drift"),
  },
  { words: "Use consistent naming conventions (kebab-case for resources)" },
  { words: "Add helpful comments in Terraform files" },
  { words: "Ensure all resources are tagged for cost tracking", kept: is.everywhere(is.taggedForCost) },
  { words: "Test infrastructure changes in dev environment first", kept: is.promoted },
  { words: "Document any manual steps required", kept: is.inFile("docs/manual-steps.md", "durable-dev") },
  { words: "Keep security group rules as restrictive as possible", kept: is.everywhere(is.loadBalancerAlone) },
];

const kept = statements.flatMap(({ words, kept: hold }) => (hold === undefined ? [] : [{ words, hold }]));
const departed = statements.filter((statement) => statement.kept === undefined).map(({ words }) => words);

test.each(kept)("$words", ({ hold }) => hold());

describe("the departures", () => {
  test("have a row for each statement that is not kept, in its words, and no other", () => {
    expect(departures.map(([words]) => words).sort()).toEqual([...departed].sort());
  });

  test("say what is here instead, and which rule won", () => {
    expect(departures.filter((cells) => cells.length !== 3 || cells.some((cell) => cell.length < 5))).toEqual([]);
  });

  test("have the arithmetic of their figures", () => {
    const text = readFileSync("docs/durable-departures.md", "utf8");
    const { none } = choices;
    expect(text).toContain(`${(100 * (1 - 60 / 168)).toFixed(1)} %`);
    expect(text).toContain(
      `${(100 * (1 - none.scheduled / none.allWeek)).toFixed(0)} %: ${none.scheduled.toFixed(2)} of ${none.allWeek.toFixed(2)} USD`,
    );
  });
});

test.each(Object.entries(choices))("the decision on NAT has the figures of %s", (choice, { allWeek, scheduled }) => {
  const row = readFileSync("docs/adr/0025-no-nat-gateway-at-this-size.md", "utf8")
    .split("\n")
    .find((line) => line.startsWith("| ") && line.includes(choice) && /\d\.\d\d \| \d/.test(line));
  expect(row).toContain(`| ${allWeek.toFixed(2)} | ${scheduled.toFixed(2)} |`);
});
