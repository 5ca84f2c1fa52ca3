/** What a check came to. Whatever is not fine says what to do about it. */

export type Finding =
  | { readonly kind: 'fine'; readonly what: string }
  /** Nothing is broken, and somebody should know. */
  | { readonly kind: 'note'; readonly what: string; readonly todo: string }
  | { readonly kind: 'wrong'; readonly what: string; readonly todo: string };

/** Findings about one thing: the deployment, or a service. */
export type Examined = { readonly subject: string; readonly findings: readonly Finding[] };

export const fine = (what: string): Finding => ({ kind: 'fine', what });

export const note = (what: string, todo: string): Finding => ({ kind: 'note', what, todo });

export const wrong = (what: string, todo: string): Finding => ({ kind: 'wrong', what, todo });

export const isWrong = ({ findings }: Examined): boolean =>
  findings.some(({ kind }) => kind === 'wrong');
