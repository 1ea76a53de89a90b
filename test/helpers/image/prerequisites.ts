import { findProgram } from "../../../running/tools/find-program";

const programs = ["buildah", "podman", "debootstrap", "unshare"] as const;

/** @returns why images cannot be built on this machine, as the end of a sentence; nothing where they can */
export function missingForImages(environment: NodeJS.ProcessEnv): string | undefined {
  if (process.platform !== "linux") return "Debian's packages make bases on Linux alone";
  if (process.getuid?.() !== 0) return "debootstrap and mounts need root";
  const missing = programs.filter((program) => findProgram(program, environment) === undefined);
  if (missing.length === 0) return undefined;
  return `${missing.join(", ")} not on PATH; install with: apt-get install buildah podman debootstrap`;
}
