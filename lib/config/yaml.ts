/** Fleet text to plain data, with every fault of the YAML itself told by line and column. */
import { LineCounter, parseDocument, type YAMLError, type YAMLWarning } from 'yaml';
import { type Problem, wholeFile } from './problem.ts';

/** A service takes about 150 bytes, so this is some 1,700 of them. */
const mostBytes = 256 * 1024;

/** One slip can make everything after it wrong; nobody reads more than a screen of that. */
const mostFaults = 20;

/** Aliases may be used, but not to inflate a small file into a large one. */
const mostAliases = 100;

type YamlRead =
  | { readonly kind: 'read'; readonly value: unknown }
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] };

const refuse = (path: string, value: string, message: string): YamlRead => ({
  kind: 'invalid',
  problems: [{ path, value, message }],
});

const syntaxProblem = (
  yamlText: string,
  lines: LineCounter,
  error: YAMLError | YAMLWarning,
): Problem => {
  const { line, col } = lines.linePos(error.pos[0]);
  const said =
    error.code === 'MULTIPLE_DOCS'
      ? 'holds more than one document; keep one, without ---'
      : `is not valid YAML: ${error.message.trim()}; correct it here`;
  const shown = (yamlText.split('\n')[line - 1] ?? '').trim().slice(0, 60);
  return {
    path: `line ${line}, column ${col}`,
    value: shown === '' ? '(empty)' : shown,
    message: said,
  };
};

const read = (yamlText: string): YamlRead => {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, {
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'error',
  });
  // A warning is a tag that means nothing to us, and so would be ignored.
  const faults = [...document.errors, ...document.warnings];
  if (faults.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) {
    return refuse(wholeFile, '(too deep)', 'nests too deeply to be read; nest less deeply');
  }
  if (faults.length > 0) {
    const problems = faults
      .slice(0, mostFaults)
      .map((error) => syntaxProblem(yamlText, lines, error));
    return { kind: 'invalid', problems };
  }
  return { kind: 'read', value: document.toJS({ maxAliasCount: mostAliases }) };
};

/** Aliases to nothing, and too many of them, are thrown by the YAML library. */
export const readYaml = (yamlText: string): YamlRead => {
  const bytes = new TextEncoder().encode(yamlText).length;
  if (bytes > mostBytes) {
    const message = `must be at most ${mostBytes} bytes (256 KiB); move common settings into policies, or split the fleet over two stacks`;
    return refuse(wholeFile, `${bytes} bytes`, message);
  }
  try {
    return read(yamlText);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const message = `cannot be read (${cause}); define every anchor before its aliases, and use at most ${mostAliases} of them`;
    return refuse(wholeFile, `${bytes} bytes`, message);
  }
};
