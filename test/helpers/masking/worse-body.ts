import type { JsonObject } from "../../../model/json";

export interface WorseBody {
  readonly title: string;
  readonly body: JsonObject;
}
