import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Construct } from "constructs";

export interface ReleaseDocumentProps {
  readonly name: string;
  /** In JSON. */
  readonly content: string;
}

/** What a release may run on instances, and nothing else. Stateless. */
export class ReleaseDocument extends Construct {
  readonly documentName: string;

  constructor(scope: Construct, id: string, props: ReleaseDocumentProps) {
    super(scope, id);
    this.documentName = new SsmDocument(this, "document", {
      name: props.name,
      documentType: "Command",
      documentFormat: "JSON",
      targetType: "/AWS::EC2::Instance",
      content: props.content,
    }).name;
  }
}
