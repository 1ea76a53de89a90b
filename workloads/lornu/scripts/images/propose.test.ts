import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../../../running/tools/testing/temporary-toolbox";
import { proposeBaseImages } from "./propose";
import { FakeRepository } from "./testing/fake-repository";

const place = { owner: "shop-works", repo: "shop-works" };

/** A repository whose main has the first digests. */
async function started() {
  const { repository, client } = await FakeRepository.start("first");
  const file = join(temporaryFolder(), "base-images.json");
  const proposed = (text: string) => {
    writeFileSync(file, text);
    return proposeBaseImages(client, place, file);
  };
  return { repository, proposed };
}

test("writes nothing where main has the digests", async () => {
  const { repository, proposed } = await started();
  expect(await proposed("first")).toBe("main has these digests: there is nothing to propose");
  expect(repository.writes).toEqual([]);
});

test("opens one pull request on top of main, and renews it while it is open", async () => {
  const { repository, proposed } = await started();
  const { main = "" } = repository.branches;
  expect(await proposed("second")).toBe("opened https://github.com/#1");
  expect(repository.commits[repository.branches["base-images"] ?? ""]).toEqual({ text: "second", parents: [main] });
  const before = repository.writes.length;
  expect(await proposed("second")).toBe("https://github.com/#1 proposes these digests already");
  expect(repository.writes).toHaveLength(before);

  const later = repository.add({ text: "first", parents: [main] });
  repository.branches.main = later;
  expect(await proposed("third")).toBe("renewed https://github.com/#1");
  expect(repository.commits[repository.branches["base-images"] ?? ""]).toEqual({ text: "third", parents: [later] });
  expect(repository.pullRequests).toEqual([{ html_url: "https://github.com/#1", head: "base-images", isOpen: true }]);
});

test("proposes anew after a pull request that was closed, whose branch is still there", async () => {
  const { repository, proposed } = await started();
  await proposed("second");
  for (const pull of repository.pullRequests) pull.isOpen = false;
  expect(await proposed("second")).toBe("opened https://github.com/#2");
});

test("says what the repository does not allow", async () => {
  const { repository, proposed } = await started();
  repository.refusesPullRequests = true;
  await expect(proposed("second")).rejects.toThrow(
    "GitHub does not allow this token POST /repos/{owner}/{repo}/pulls (403): GitHub Actions is not permitted to create or approve pull requests.",
  );
});
