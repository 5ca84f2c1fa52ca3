/** As much of autocannon as is used; it brings no types of its own. */
declare module 'autocannon' {
  type Options = {
    readonly url: string;
    readonly method: 'GET' | 'POST';
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly connections: number;
    readonly duration: number;
    /** Seconds for an answer. */
    readonly timeout: number;
  };
  type Result = { readonly errors: number; readonly timeouts: number; readonly duration: number };
  type Run = Promise<Result> & {
    readonly on: (
      event: 'response',
      listen: (client: unknown, status: number, bytes: number, tookMs: number) => void,
    ) => void;
  };
  const autocannon: (options: Options) => Run;
  export = autocannon;
}
