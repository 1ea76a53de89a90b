/** Reasons stand where a fact is none, so that nothing is left out by mistake. */
export interface None {
  readonly none: string;
}
