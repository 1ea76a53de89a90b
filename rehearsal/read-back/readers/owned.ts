import { environmentTag } from "../../../model/tags";

/** What something in an account says of whose it is. */
export interface Owned {
  readonly name: string;
  /** Its tag, where the service tells it. */
  readonly environment?: string | undefined;
}

/** The services write tags in three ways. */
interface Tag {
  readonly Key?: string;
  readonly Value?: string;
  readonly TagKey?: string;
  readonly TagValue?: string;
}

export function tagOf(tags: readonly Tag[] | undefined, key: string): string | undefined {
  const tag = tags?.find(({ Key, TagKey }) => (Key ?? TagKey) === key);
  return tag?.Value ?? tag?.TagValue;
}

export function environmentOf(tags: readonly Tag[] | undefined): string | undefined {
  return tagOf(tags, environmentTag);
}
