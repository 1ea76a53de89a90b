import { join } from "node:path";
import type { Finding } from "../checks/finding";
import { formatPath, type Position } from "../config/diagnostics";
import type { Environment } from "../config/schema/environment";
import { readText } from "../config/text-file";
import { readYaml } from "../config/yaml-file";
import { settingBehind } from "./setting-behind";

export interface SettingLocation extends Position {
  readonly file: string;
  /** Such as `services.agent.logRetentionDays`; a setting that is not written is found at the nearest one above it. */
  readonly setting: string;
}

/** Finds the line that made what was found as it is. */
export type LocateSetting = (finding: Pick<Finding, "constructPath" | "rule">) => SettingLocation | undefined;

/** @param projectRoot whose `config/` the environment was loaded from */
export function settingLocator(projectRoot: string, environment: Environment): LocateSetting {
  return (finding) => {
    const behind = settingBehind(finding, environment);
    if (behind === undefined) return undefined;
    const { file, path } = behind;
    const reading = readText(join(projectRoot, file));
    const content = "text" in reading ? readYaml(file, reading.text).content : undefined;
    return content === undefined ? undefined : { file, ...content.positionOf(path, "key"), setting: formatPath(path) };
  };
}

export function locationText({ file, line, column, setting }: SettingLocation): string {
  return `${file}:${line}:${column} ${setting}`;
}
