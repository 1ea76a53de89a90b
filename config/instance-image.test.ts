import { expect, test } from "vitest";
import { withInstanceImage } from "./instance-image";

const image = "ami-0123456789abcdef0";

test.each([
  [
    "a block",
    "compute: ec2 # cheap\ninstances:\n  type: t3.medium # small\nservices: {}\n",
    "  type: t3.medium # small\n",
  ],
  ["one line", "instances: { type: t3.medium }\n", `instances: { type: t3.medium, amiId: ${image} }\n`],
  ["nothing", "# of the team\ncompute: ec2\n", `# of the team\ncompute: ec2\ninstances:\n  amiId: ${image}\n`],
])("is added to %s", (_, text, part) => {
  const changed = withInstanceImage(text, image);
  expect(changed).toContain(part);
  expect(changed).toContain(`amiId: ${image}`);
  for (const comment of text.match(/#.*/g) ?? []) expect(changed).toContain(comment);
});

test("takes the place of the one before, and nothing else moves", () => {
  const text = "instances:   {amiId: ami-00000000,   type: t3.medium} # odd\n";
  expect(withInstanceImage(text, image)).toBe(text.replace("ami-00000000", image));
});
