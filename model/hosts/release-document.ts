import { releaseCommand } from "./host-paths";

/** What Systems Manager runs on an instance to bring it to the digests of today. */
export function releaseDocument(startSeconds: number): string {
  return JSON.stringify({
    schemaVersion: "2.2",
    description: "Pulls the released images and starts what changed; fails where its containers do not become healthy",
    mainSteps: [
      {
        action: "aws:runShellScript",
        name: "release",
        inputs: { timeoutSeconds: String(startSeconds), runCommand: [releaseCommand] },
      },
    ],
  });
}
