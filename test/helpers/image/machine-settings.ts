import { existsSync } from "node:fs";
import type { Toolbox } from "../../../running/tools/toolbox";

/** Where Debian keeps the certificates that a machine trusts. */
export const debianCertificates = "/etc/ssl/certs/ca-certificates.crt";

/** What this machine needs to reach package indexes, so that a build on it reaches the same ones. */
export interface MachineSettings {
  /** The file with the certificates that the machine trusts. */
  readonly certificates: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

/** Reads the ordinary settings of pip, uv and npm; proxies buildah hands on by itself. */
export async function machineSettings(toolbox: Toolbox, python: string): Promise<MachineSettings> {
  const { SSL_CERT_FILE, UV_DEFAULT_INDEX, PIP_INDEX_URL } = toolbox.environment;
  const certificates = [SSL_CERT_FILE, debianCertificates].find((file) => file !== undefined && existsSync(file));
  const pythonIndex =
    UV_DEFAULT_INDEX ??
    PIP_INDEX_URL ??
    (await setting(toolbox, python, "-m", "pip", "config", "get", "global.index-url"));
  const npmIndex = await setting(toolbox, "npm", "config", "get", "registry");
  return {
    certificates,
    environment: {
      ...(certificates && { SSL_CERT_FILE: debianCertificates, NODE_EXTRA_CA_CERTS: debianCertificates }),
      ...(pythonIndex && { UV_DEFAULT_INDEX: pythonIndex }),
      ...(npmIndex && { NPM_CONFIG_REGISTRY: npmIndex }),
    },
  };
}

/** @returns what the program prints; nothing where the setting is not made */
async function setting(toolbox: Toolbox, program: string, ...args: readonly string[]): Promise<string | undefined> {
  const { exitCode, stdout } = await toolbox.shutdown.children.run(program, args, { env: toolbox.environment });
  return exitCode === 0 ? stdout.trim() : undefined;
}
