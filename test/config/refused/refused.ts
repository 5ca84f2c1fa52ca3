/** A fleet file that must be refused, and everything that must be said about it, as `path: value: message`. */
export type Refused = {
  readonly name: string;
  readonly yaml: string;
  readonly problems: readonly string[];
};
