import { type Argument, requiredBy } from "./argument";

/** Of everything that holds data. */
export const keptData = {
  "lifecycle.prevent_destroy": requiredBy("data-protected", false),
} satisfies Record<string, Argument>;
