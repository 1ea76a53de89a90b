import type { ImageStore } from "../../../../../test/helpers/image/image-store";

/** One fault of every kind that a look into an image finds, each named after its command. */
const faults = [
  "printf secret > /app/backend/service-account.json",
  "install -m 755 /dev/null /usr/local/bin/pip",
  "rm /app/backend/__pycache__/main.*.pyc",
  "head --bytes=250M /dev/zero > /var/padding",
].join(" && ");

/** Makes an image that the checks must not pass. */
export async function makeBrokenImage(store: ImageStore, image: string, broken: string): Promise<void> {
  const container = await store.buildah("from", image);
  await store.buildah("run", "--isolation=chroot", "--user=0", container, "--", "sh", "-c", faults);
  await store.buildah("commit", "--quiet", container, broken);
}
