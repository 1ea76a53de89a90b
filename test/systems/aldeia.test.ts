import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as is from "./aldeia/kept";
import { onInstances } from "./aldeia/on-instances";
import { departuresIn } from "./departures";

const [account, staging, production] = ["account-aldeia", "aldeia-staging", "aldeia-production"] as const;
const [stagingBase, productionBase] = ["aldeia-staging-base", "aldeia-production-base"] as const;

function tracked(metric: string, target: number) {
  return said(
    production,
    '"scale_in_cooldown":300,"scale_out_cooldown":60',
    `"predefined_metric_type":"${metric}"`,
    `"target_value":${target}`,
  );
}

const said = (stack: string, ...words: readonly string[]) => is.said(stack, "aws_appautoscaling_policy", ...words);

const inBackend = (container: object) => is.task(staging, "aldeia-staging-backend", ["512", "1024"], container);

const statements: readonly is.Statement[] = [
  // Option A, on instances.
  ...onInstances,
  { words: "Docker Compose 2.0+ by `docker-compose` 1's command and a binary v2.23.0" },
  { words: "curl -fsSL https://get.docker.com -o get-docker.sh; sh get-docker.sh" },
  { words: "apt-get update && apt-get upgrade -y" },
  { words: "wget .../amazoncloudwatch-agent/ubuntu/amd64/latest/amazon-cloudwatch-agent.deb" },
  { words: "git clone https://github.com/your-org/aldeia-chatbot.git" },
  { words: "--secret-id production/env-file" },
  { words: '"resources": ["*"] of the disk\'s metrics' },
  { words: "/home/ubuntu/aldeia-chatbot/logs/**/*.log" },
  { words: "AMI: Ubuntu 22.04 LTS" },
  { words: "arn:aws:secretsmanager:us-east-1:*:secret:production/* and staging/*" },
  { words: "ecr:GetDownloadUrlForLayer and ecr:BatchGetImage on *" },
  { words: "arn:aws:s3:::aldeia-app-artifacts/*" },
  { words: "Direct SSH access for debugging (via Systems Manager)" },
  { words: "ChromaDB in each EC2 instance" },

  // Option B, on Fargate: the clusters.
  { words: "aldeia-prod-cluster", kept: is.made(production, "aws_ecs_cluster", { name: "aldeia-prod-cluster" }) },
  {
    words: "Container Insights: Enabled",
    kept: is.made(production, "aws_ecs_cluster", { setting: [{ name: "containerInsights", value: "enabled" }] }),
  },
  { words: "Launch Type: Fargate", kept: is.made(production, "aws_ecs_service", { launch_type: "FARGATE" }) },
  { words: "the service aldeia-prod-backend" },

  // Task definitions of staging.
  { words: "aldeia-staging-backend: 512 and 1024, awsvpc, FARGATE", kept: inBackend({ name: "backend" }) },
  {
    words: "backend: containerPort 3001, tcp",
    kept: inBackend({ portMappings: [{ containerPort: 3001, protocol: "tcp" }] }),
  },
  {
    words: 'backend: NODE_ENV "staging", PORT "3001"',
    kept: inBackend({ environment: is.variables({ NODE_ENV: "staging", PORT: "3001" }) }),
  },
  {
    words: "DATABASE_URL from staging/database/credentials",
    kept: is.secret(staging, "aldeia-staging-backend", "DATABASE_URL", ["staging/database/credentials", ""]),
  },
  {
    words: "JWT_SECRET from staging/jwt/secrets:JWT_SECRET::",
    kept: is.secret(staging, "aldeia-staging-backend", "JWT_SECRET", ["staging/jwt/secrets", ":JWT_SECRET::"]),
  },
  { words: "/ecs/aldeia-staging-backend, us-east-1, ecs", kept: inBackend(is.logged("staging", "backend")) },
  {
    words: "health check every 30 s, 5 s, 3 retries",
    kept: inBackend({ healthCheck: { interval: 30, timeout: 5, retries: 3 } }),
  },
  { words: "curl -f http://localhost:3001/api/health || exit 1" },
  {
    words: "/api/health",
    kept: is.said(staging, "aws_lb_target_group", '"path":"/api/health"'),
  },
  { words: "123456789.dkr.ecr.us-east-1.amazonaws.com/aldeia/backend:latest" },
  {
    words: "aldeia-staging-frontend: 256 and 512; port 3002; NODE_ENV and BACKEND_URL https://api.staging.aldeia.com",
    kept: is.task(staging, "aldeia-staging-frontend", ["256", "512"], {
      name: "frontend",
      portMappings: [{ containerPort: 3002, protocol: "tcp" }],
      environment: is.variables({ NODE_ENV: "staging", BACKEND_URL: "https://api.staging.aldeia.com" }),
      ...is.logged("staging", "frontend"),
    }),
  },
  {
    words: "https://api.staging.aldeia.com leads to the backend",
    kept: () => {
      is.made(staging, "aws_route53_record", { name: "api.staging.aldeia.com", type: "A" })();
      is.said(staging, "aws_lb_listener_rule", '"host_header":{"values":["api.staging.aldeia.com"]}')();
    },
  },
  {
    words: "aldeia-staging-chromadb: 1024 and 2048; port 8000; ANONYMIZED_TELEMETRY FALSE",
    kept: is.task(staging, "aldeia-staging-chromadb", ["1024", "2048"], {
      name: "chromadb",
      portMappings: [{ containerPort: 8000, protocol: "tcp" }],
      environment: is.variables({ ANONYMIZED_TELEMETRY: "FALSE" }),
      ...is.logged("staging", "chromadb"),
    }),
  },
  { words: "chromadb/chroma:latest" },
  { words: "IS_PERSISTENT TRUE" },
  {
    words: "CHROMA_SERVER_AUTH_CREDENTIALS by the key CHROMA_AUTH_TOKEN",
    kept: is.secret(staging, "aldeia-staging-chromadb", "CHROMA_SERVER_AUTH_CREDENTIALS", [
      "aldeia-staging/chromadb-credentials",
      ":CHROMA_AUTH_TOKEN::",
    ]),
  },
  { words: "staging/redis/credentials" },
  {
    words: "chromadb-data on EFS, transitEncryption ENABLED",
    kept: is.said(staging, "aws_ecs_task_definition", '"name":"chromadb-data"', '"transit_encryption":"ENABLED"'),
  },
  { words: "containerPath /chroma/chroma" },
  { words: "aldeia-staging-cluster", kept: is.made(staging, "aws_ecs_cluster", { name: "aldeia-staging-cluster" }) },
  {
    words: "staging: one task of each of the three services",
    kept: () => {
      const counts = is
        .stackNamed(staging)
        .resources("aws_ecs_service")
        .map(({ desired_count: count }) => count);
      expect(counts).toEqual([1, 1, 1]);
    },
  },

  // Production.
  {
    words: "production: backend 1 vCPU and 2 GB, frontend 0.5 vCPU and 1 GB, ChromaDB 2 vCPU and 4 GB",
    kept: () => {
      is.task(production, "aldeia-prod-backend", ["1024", "2048"], is.logged("prod", "backend"))();
      is.task(production, "aldeia-prod-frontend", ["512", "1024"], is.logged("prod", "frontend"))();
      is.task(production, "aldeia-prod-chromadb", ["2048", "4096"], is.logged("prod", "chromadb"))();
    },
  },
  {
    words: "production: backend and frontend 2 to 4 tasks",
    kept: () => {
      const scaled = is.stackNamed(production).resources("aws_appautoscaling_target");
      expect(scaled.filter(({ min_capacity: least, max_capacity: most }) => least === 2 && most === 4)).toHaveLength(2);
    },
  },
  { words: "production: 2 tasks of ChromaDB" },
  { words: "CPU at 70.0, in after 300 s, out after 60 s", kept: tracked("ECSServiceAverageCPUUtilization", 70) },
  { words: "memory at 80.0, in after 300 s, out after 60 s", kept: tracked("ECSServiceAverageMemoryUtilization", 80) },
  { words: "requests at 1000.0, in after 300 s, out after 60 s", kept: tracked("ALBRequestCountPerTarget", 1000) },
  { words: "cpu-scaling-policy, memory-scaling-policy, alb-request-count-scaling" },
  { words: "arn:aws:secretsmanager:us-east-1:*:secret:production/* for every task" },
  {
    words: "execution role: its images and its logs",
    kept: is.narrowed(
      production,
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchCheckLayerAvailability",
      "logs:PutLogEvents",
    ),
  },
  {
    words: "a bucket of backups that the backend reads and writes",
    kept: () => {
      is.made(productionBase, "aws_s3_bucket", { bucket: "aldeia-prod-backups-123456789013" })();
      is.said(production, "aws_iam_role_policy", '"s3:GetObject"', '"s3:PutObject"')();
    },
  },
  { words: "arn:aws:s3:::aldeia-prod-backups/*" },
  {
    words: "ses:SendEmail and ses:SendRawEmail",
    kept: is.said(production, "aws_iam_role_policy", '"ses:SendEmail","ses:SendRawEmail"', ":identity/aldeia.com"),
  },
  { words: "ses:SendEmail and ses:SendRawEmail on *" },

  // The registry.
  {
    words: "repositories aldeia/backend, aldeia/frontend and aldeia/chromadb",
    kept: is.made(
      account,
      "aws_ecr_repository",
      ...["backend", "frontend", "chromadb"].map((name) => ({ name: `aldeia/${name}` })),
    ),
  },
  {
    words: "scan on push, AES-256",
    kept: is.made(account, "aws_ecr_repository", {
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "AES256" }],
    }),
  },
  { words: "aldeia/chromadb from Docker Hub (optional)" },
  {
    words: "keep the last 10 images tagged v, delete untagged after 7 days",
    kept: is.said(
      account,
      "aws_ecr_lifecycle_policy",
      '"tagPatternList":["v*"],"countType":"imageCountMoreThan","countNumber":10}',
      '"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":7}',
    ),
  },
  { words: "rulePriority 1 and 2" },

  // Delivery.
  {
    words: "on a push to main",
    kept: is.inFile(".github/workflows/images.yml", "branches: [main]", "docker/build-push-action@", "docker push"),
  },
  { words: "role/GitHubActionsRole" },
  { words: "IMAGE_TAG: ${{ github.sha }}" },
  { words: "apps/backend and apps/chatbot-frontend" },
  { words: "actions by their tags: checkout@v3, configure-aws-credentials@v2, amazon-ecr-login@v1" },
  { words: "aws ecs update-service --force-new-deployment" },

  {
    words: "Application Load Balancer (Public Subnets)",
    kept: is.made(production, "aws_lb", { internal: false, load_balancer_type: "application" }),
  },
  {
    words: "us-east-1",
    kept: () => expect(is.stackNamed(productionBase).providers("aws")).toMatchObject([{ region: "us-east-1" }]),
  },
  {
    words: "Secrets Manager",
    kept: is.made(stagingBase, "aws_secretsmanager_secret", { name: "aldeia-staging/chromadb-credentials" }),
  },
  {
    words: "Rollback: previous task definition",
    kept: is.made(production, "aws_ecs_service", { deployment_circuit_breaker: { enable: true, rollback: true } }),
  },
];

const kept = statements.flatMap(({ words, kept: hold }) => (hold === undefined ? [] : [{ words, hold }]));
const departed = statements.filter((statement) => statement.kept === undefined).map(({ words }) => words);

test.each(kept)("$words", ({ hold }) => hold());

describe("the departures", () => {
  const departures = departuresIn(readFileSync("docs/aldeia-departures.md", "utf8"));

  test("are what is not kept, each in its words", () => {
    expect(departures.map(([words]) => words).sort()).toEqual([...departed].sort());
  });

  test("say what is here instead, and which rule won", () => {
    for (const cells of departures) expect(cells.map((cell) => cell.length >= 5)).toEqual([true, true, true]);
  });
});
