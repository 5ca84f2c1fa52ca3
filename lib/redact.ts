/**
 * Takes secrets out of text before it leaves: error messages of SDKs and proxies repeat headers and URLs, and people put
 * tokens into tags and reasons. A last line, and no excuse for putting any in.
 */

const hidden = '***';

const sensitiveName =
  'authorization|x-amz-security-token|x-amz-signature|aws[-_]?secret[-_]?access[-_]?key|aws[-_]?session[-_]?token|api[-_]?key|client[-_]?secret|signature|secret|password|passwd|token';

type Rule = readonly [pattern: RegExp, replacement: string];

/** The key that `flyball local` tells people to use, where every key is as good. */
const openSecret = `local(?![^\\s"'\\\\,;&])`;

/** None of them can run away: each repeats one class of characters that ends at the next. */
const rules: readonly Rule[] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${hidden}`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, hidden],
  [/\beyJ[\w-]{6,}\.[\w-]{6,}(?:\.[\w-]*)?/g, hidden],
  [/(\w:\/\/)[^\s/@]+@/g, `$1${hidden}@`],
  [
    new RegExp(
      `\\b(${sensitiveName})(\\\\?["']?\\s?[:=]\\s?\\\\?["']?)(?!Bearer\\b|Basic\\b|${openSecret})[^\\s"'\\\\,;&]+`,
      'gi',
    ),
    `$1$2${hidden}`,
  ],
];

export const withoutSecrets = (text: string): string =>
  rules.reduce((clean, [pattern, replacement]) => clean.replace(pattern, replacement), text);

const isSensitiveName = (name: string): boolean =>
  new RegExp(`^(?:${sensitiveName})$`, 'i').test(name);

/** For `JSON.stringify`: by what it is called, and by what it looks like. */
export const secretReplacer = (name: string, value: unknown): unknown => {
  if (typeof value !== 'string') return value;
  return isSensitiveName(name) ? hidden : withoutSecrets(value);
};

const cleaned = (name: string, value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((each) => cleaned('', each));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, cleaned(key, own)]));
  }
  return secretReplacer(name, value);
};

/** For what is written down. */
export const recordWithoutSecrets = (
  record: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, cleaned(key, value)]));
