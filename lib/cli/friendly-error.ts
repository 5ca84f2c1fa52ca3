/** What an error of the SDK or the network means for the person at the terminal, and what to do about it. */

type Env = Readonly<Record<string, string | undefined>>;

type Facts = { readonly names: ReadonlySet<string>; readonly text: string };

/** An SDK error is often wrapped, and an AggregateError holds one per address that was tried. */
const mostCauses = 20;

const causesOf = (error: unknown): readonly Error[] => {
  const found: Error[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && found.length < mostCauses) {
    const next = queue.shift();
    if (!(next instanceof Error) || found.includes(next)) continue;
    found.push(next);
    queue.push(next.cause, ...(next instanceof AggregateError ? next.errors : []));
  }
  return found;
};

const factsOf = (error: unknown): Facts => {
  const causes = causesOf(error);
  const codes = causes.flatMap((cause) =>
    'code' in cause && typeof cause.code === 'string' ? [cause.code] : [],
  );
  return {
    names: new Set([...causes.map(({ name }) => name), ...codes]),
    text: causes.map(({ message }) => message).join('\n'),
  };
};

const anyOf = (names: ReadonlySet<string>, ...wanted: readonly string[]): boolean =>
  wanted.some((name) => names.has(name));

const unreachable = (env: Env): string => {
  const endpoint = env['AWS_ENDPOINT_URL'];
  return endpoint === undefined
    ? 'AWS cannot be reached; check the network, the proxy and the region'
    : `nothing answers at ${endpoint}, where AWS_ENDPOINT_URL points; start it, or unset AWS_ENDPOINT_URL to talk to AWS itself`;
};

const explained = ({ names, text }: Facts, env: Env): string | null => {
  if (anyOf(names, 'CredentialsProviderError') || /could not load credentials/i.test(text)) {
    return 'no AWS credentials were found; run `aws sso login`, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
  }
  if (/region is missing/i.test(text)) {
    return 'no AWS region is set; pass --region, or set AWS_REGION';
  }
  if (anyOf(names, 'ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired')) {
    return 'the AWS credentials have expired; sign in again, for example with `aws sso login`';
  }
  if (
    anyOf(names, 'UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidSignatureException')
  ) {
    return 'AWS does not accept these credentials; check AWS_PROFILE or the access key';
  }
  if (anyOf(names, 'AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation')) {
    return 'these credentials may not do that; allow the action that is named below';
  }
  if (anyOf(names, 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH')) {
    return unreachable(env);
  }
  if (anyOf(names, 'ResourceNotFoundException')) {
    return 'there is no such table here; check --table or FLYBALL_TABLE, the region and the account';
  }
  return anyOf(names, 'TimeoutError') ? `no answer in time: ${unreachable(env)}` : null;
};

/** One or two lines: what it means, and underneath what AWS said. */
export const friendlyMessage = (error: unknown, env: Env): string => {
  const said = error instanceof Error ? error.message : String(error);
  const meaning = explained(factsOf(error), env);
  return meaning === null ? said : `${meaning}\n  (${said})`;
};
