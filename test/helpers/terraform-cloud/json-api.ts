/** A refusal, as the API words it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string = title,
  ) {
    super(detail);
  }
}

/** HCP Terraform hides what a token may not see: it answers as if it were not there. */
export function notFound(): ApiError {
  return new ApiError(404, "not found", "Resource not found, or unauthorized to perform action");
}

/** Documentation, API Overview, "Authentication": "forbidden requests with a valid token result in a 404". */
export function forbidden(): ApiError {
  return notFound();
}

export function invalid(detail: string): ApiError {
  return new ApiError(422, "invalid attribute", detail);
}

export interface Link {
  readonly id: string;
  readonly type: string;
}

export interface Resource extends Link {
  readonly attributes: object;
  readonly relationships?: Readonly<Record<string, { readonly data: Link | readonly Link[] | null }>>;
  readonly links?: Readonly<Record<string, string>>;
}

export function to(type: string, id: string | undefined): { readonly data: Link | null } {
  return { data: id === undefined ? null : { id, type } };
}

/** A list, of which a request sees one page. */
export class Page {
  constructor(
    readonly resources: readonly Resource[],
    /** As the documentation of some lists says: "If neither pagination query parameters are provided ...". */
    readonly isWholeUnlessAsked: boolean,
  ) {}
}

export function page(resources: readonly Resource[], { isWholeUnlessAsked = false } = {}): Page {
  return new Page(resources, isWholeUnlessAsked);
}

export function one(resource: Resource, included: readonly Resource[] = []) {
  return included.length === 0 ? { data: resource } : { data: resource, included };
}

/** The found item; @throws ApiError 404 */
export function existing<Item>(item: Item | undefined): Item {
  if (item === undefined) throw notFound();
  return item;
}
