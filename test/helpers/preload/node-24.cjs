/** Preloaded with `--require`: what the launcher would see on a Node that cdktf-cli does not start on. */
Object.defineProperty(process, "versions", { value: { ...process.versions, node: "24.1.0" } });
