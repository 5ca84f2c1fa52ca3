/** Tries what a check needs, and says which permission is missing where that is why it failed. */
import { type Finding, wrong } from './finding.ts';

export type Attempt<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly finding: Finding };

const mostCauses = 10;

/** An SDK error is wrapped in ours, so the cause at the bottom is AWS's own. */
const messagesOf = (thrown: unknown): readonly string[] => {
  const messages: string[] = [];
  for (
    let error = thrown;
    error instanceof Error && messages.length < mostCauses;
    error = error.cause
  ) {
    messages.push(error.message);
  }
  return messages.length === 0 ? [String(thrown)] : messages;
};

/** `User: arn:… is not authorized to perform: ecs:DescribeServices on resource: …`, as AWS words it everywhere. */
const deniedAction = (text: string): string | null => {
  const [, named] = /perform: ([\w-]+:\w+)/.exec(text) ?? [];
  if (named !== undefined) return named;
  return /AccessDenied|not authorized/i.test(text) ? '' : null;
};

type Wanted = {
  /** What was tried, as a noun: `the list of tagged services`. */
  readonly what: string;
  /** The permission it takes. */
  readonly action: string;
};

export const failureOf = ({ what, action }: Wanted, thrown: unknown): Finding => {
  const messages = messagesOf(thrown);
  const denied = deniedAction(messages.join('\n'));
  const said = messages[0] ?? '';
  return denied === null
    ? wrong(`${what} cannot be read: ${messages.join(': ')}`, 'see what AWS says; try again')
    : wrong(
        `${what} may not be read by whoever runs this: ${said}`,
        `allow ${denied === '' ? action : denied}, to these credentials and to the tick's role`,
      );
};

export const attempt = async <T>(wanted: Wanted, run: () => Promise<T>): Promise<Attempt<T>> => {
  try {
    return { kind: 'done', value: await run() };
  } catch (thrown) {
    return { kind: 'failed', finding: failureOf(wanted, thrown) };
  }
};
