import type { Environment } from "../../config/schema/environment";
import type { ReadBackResult } from "./read-back-result";

export async function readBack(_environment: Environment, _endpoint: string): Promise<readonly ReadBackResult[]> {
  return [];
}
