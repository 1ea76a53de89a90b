import { join } from "node:path";
import { z } from "zod";
import { temporaryFolder } from "../../../running/run-folder";
import type { Toolbox } from "../../../running/tools/toolbox";
import { mustRun } from "./commands";

/** Overlay shares what layers have in common; vfs copies it, and works where overlay does not. */
const drivers = ["overlay", "vfs"] as const;

const imageSchema = z.object({
  Docker: z.object({
    config: z.object({
      User: z.string(),
      Env: z.array(z.string()),
      Cmd: z.array(z.string()),
      WorkingDir: z.string(),
      Volumes: z.record(z.string(), z.unknown()).default({}),
      ExposedPorts: z.record(z.string(), z.unknown()).default({}),
      Labels: z.record(z.string(), z.string()).default({}),
      Healthcheck: z.object({ Test: z.array(z.string()) }).optional(),
    }),
  }),
});
export type ImageConfig = z.output<typeof imageSchema>["Docker"]["config"];

const layersSchema = z.array(z.object({ size: z.number(), CreatedBy: z.string() }));

export interface Layer {
  readonly bytes: number;
  readonly createdBy: string;
}

/** Images and containers of one test, apart from those of the machine and gone after it. */
export class ImageStore {
  private constructor(
    private readonly toolbox: Toolbox,
    private readonly folder: string,
    private readonly driver: string,
  ) {}

  static async open(toolbox: Toolbox): Promise<ImageStore> {
    for (const driver of drivers) {
      const store = new ImageStore(toolbox, temporaryFolder(toolbox.shutdown), driver);
      const [program, ...args] = store.command("buildah", "images");
      const { exitCode } = await toolbox.shutdown.children.run(program, args, { env: toolbox.environment });
      if (exitCode === 0) return store;
    }
    throw new Error("neither overlay nor vfs can store images here");
  }

  /** The whole command line, for a process that the caller starts. */
  command(program: "buildah" | "podman", ...args: readonly string[]): readonly [string, ...string[]] {
    const folders = ["--root", join(this.folder, "storage"), "--runroot", join(this.folder, "run")];
    return [program, ...folders, "--storage-driver", this.driver, ...args];
  }

  async buildah(...args: readonly string[]): Promise<string> {
    return (await mustRun(this.toolbox, this.command("buildah", ...args))).stdout.trim();
  }

  async config(image: string): Promise<ImageConfig> {
    return imageSchema.parse(JSON.parse(await this.buildah("inspect", "--type", "image", image))).Docker.config;
  }

  /** Of the steps after the base, newest first; a step that changed no file has no bytes. */
  async ownLayers(image: string, base: string): Promise<readonly Layer[]> {
    const [all, below] = await Promise.all([this.layers(image), this.layers(base)]);
    return all.slice(0, all.length - below.length);
  }

  private async layers(image: string): Promise<readonly Layer[]> {
    const { stdout } = await mustRun(this.toolbox, this.command("podman", "history", "--format", "json", image));
    return layersSchema.parse(JSON.parse(stdout)).map(({ size, CreatedBy }) => ({ bytes: size, createdBy: CreatedBy }));
  }

  /** @returns the folder with the files of a new container of the image */
  async mount(image: string): Promise<string> {
    return this.buildah("mount", await this.buildah("from", image));
  }

  /** Ends what still runs, and undoes the mounts: a folder in use could not be removed. */
  async close(): Promise<void> {
    await mustRun(this.toolbox, this.command("podman", "rm", "--all", "--force", "--time=0"));
    await this.buildah("rm", "--all");
  }
}
