import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AssetType, Fn, type ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { type FunctionArchive, functionRuntime } from "../../model/plan/function-archive";
import { byDesign } from "../by-design";

export interface ArchivedFunctionProps {
  readonly name: string;
  readonly description: string;
  /** Its module `index` exports `handler`. */
  readonly archive: FunctionArchive;
  readonly roleArn: string;
  readonly logGroup: string;
  /** No secrets: whoever may see the function sees them. */
  readonly variables: Readonly<Record<string, string>>;
  /** Events that it failed on three times. */
  readonly deadLetterQueueArn: string;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  /** What its first call needs. */
  readonly startsAfter: readonly ITerraformDependable[];
}

/** A function of Lambda that AWS's services call. Free for a million calls a month. */
export class ArchivedFunction extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ArchivedFunctionProps) {
    super(scope, id);
    const { path, hash } = props.archive;
    const archive = new TerraformAsset(this, "archive", { path, assetHash: hash, type: AssetType.FILE });
    const made = new LambdaFunction(this, "function", {
      functionName: props.name,
      description: props.description,
      filename: archive.path,
      sourceCodeHash: Fn.filebase64sha256(archive.path),
      handler: "index.handler",
      runtime: functionRuntime,
      architectures: ["arm64"],
      memorySize: props.memoryMiB,
      timeout: props.timeoutSeconds,
      role: props.roleArn,
      environment: { variables: { ...props.variables } },
      deadLetterConfig: { targetArn: props.deadLetterQueueArn },
      loggingConfig: { logFormat: "Text", logGroup: props.logGroup },
      tracingConfig: { mode: "PassThrough" },
      dependsOn: [...props.startsAfter],
    });
    this.arn = made.arn;
    byDesign(made, {
      rules: ["CKV_AWS_115", "CKV_AWS_117", "CKV_AWS_173", "CKV_AWS_272", "aws-lambda-enable-tracing"],
      because:
        "it calls AWS's own APIs alone, its variables are no secrets, its log tells what it did, and of an account's ten concurrent calls, as new ones have, none can be reserved",
      compensatedBy: "an archive that is a part of the reviewed plan, and a role that names what it may touch",
      seen: [functionSeen(props, archive.path)],
    });
  }
}

function functionSeen(props: ArchivedFunctionProps, archive: string) {
  return {
    function_name: props.name,
    description: props.description,
    filename: archive,
    source_code_hash: Fn.filebase64sha256(archive),
    handler: "index.handler",
    runtime: functionRuntime,
    architectures: ["arm64"],
    memory_size: props.memoryMiB,
    timeout: props.timeoutSeconds,
    role: props.roleArn,
    environment: { variables: props.variables },
    dead_letter_config: { target_arn: props.deadLetterQueueArn },
    logging_config: { log_format: "Text", log_group: props.logGroup },
    tracing_config: { mode: "PassThrough" },
  };
}
