import type { AwsTypes } from "./aws-type";
import { gone } from "./effect";
import { carried } from "./emulated";
import { changes, creates, reads } from "./provider-calls";

export const launchTypes: AwsTypes = {
  aws_launch_template: {
    emulated: {
      refuses: [
        carried("user data above 16 KB", "ec2_launch_templates"),
        carried("a name that is taken"),
        carried("an image, profile or network that is not there, once a group launches with it", "autoscaling_groups"),
      ],
      rewrites: [carried("its own tags stand apart from those that it gives", "ec2_launch_templates")],
      lookedIn:
        "EC2 API Reference: CreateLaunchTemplate, RequestLaunchTemplateData; EC2 Auto Scaling User Guide: Troubleshoot launch templates",
      onlyInAws: { what: "that an instance starts from it: the emulator runs none", shownBy: "apply" },
    },
    service: "ec2",
    region: "environment",
    managedIn: { runtime: ["hosts"] },
    lookedUpIn: {},
    calls: [
      reads("anywhere", "ec2", "DescribeLaunchTemplateVersions", "DescribeLaunchTemplates"),
      creates("madeTemplates", "ec2", "CreateLaunchTemplate", "CreateTags"),
      changes(
        "templates",
        "ec2",
        "CreateLaunchTemplateVersion",
        "CreateTags",
        "DeleteLaunchTemplate",
        "DeleteTags",
        "ModifyLaunchTemplate",
      ),
    ],
    madeUpByAws: { identifier: "id", limitedBy: "tag" },
    holdsData: false,
    whenGone: gone("no instance is started any more"),
    whenUpdated: (changedArguments) =>
      changedArguments.every((argument) => argument.startsWith("tags"))
        ? undefined
        : { effect: "its group replaces its instances one after the other", downtime: "possible" },
    price: { none: "the instances of its group are billed" },
    scannedBy: { tfsec: 1 },
    tables: { none: "the read-back does not ask for instances; an empty second plan shows it" },
    usualSeconds: 10,
  },
};
