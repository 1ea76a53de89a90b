import { expect, test } from "vitest";
import { aRunServer, failing, observer, runRequest } from "../../test/helpers/terraform-cloud/run-rig";
import { planStack } from "./stack-run";
import { uploadConfiguration } from "./upload-configuration";

test.each([
  [
    "errored",
    /cannot use the uploaded configuration cv-\w+, which is errored: invalid_archive: The archive could not be unpacked$/,
  ],
  ["archived", /cannot use the uploaded configuration cv-\w+, which is archived$/],
] as const)("an upload that ends %s makes no run, and says why", async (configuration, message) => {
  const { pipeline, runs } = await aRunServer({ runs: { configuration } });
  await expect(planStack(pipeline, runRequest(), observer)).rejects.toThrow(message);
  expect(runs()).toEqual([]);
});

test.each(["pending", "fetching"] as const)("an upload that stays %s is not waited for without end", async (status) => {
  const { pipeline, stackWorkspace } = await aRunServer({ runs: { configuration: status } });
  await expect(uploadConfiguration(pipeline, stackWorkspace, runRequest(), 10)).rejects.toThrow(
    new RegExp(
      `has not read the uploaded configuration cv-\\w+ after 0\\.01 seconds: it is still ${status}; try again later$`,
    ),
  );
});

test("a configuration version whose making was not answered is made once more", async () => {
  const { standIn, pipeline, runs } = await aRunServer();
  failing(standIn, "lost after", /^POST .*configuration-versions$/);
  await planStack(pipeline, runRequest(), observer);
  expect(runs()).toHaveLength(1);
});
