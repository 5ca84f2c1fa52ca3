/** `flyball:…` tags: the highest layer, to enrol and tune one service without a deploy. */
import { problemsFrom } from './issues.ts';
import type { Layer } from './layers.ts';
import { type Problem, valueText } from './problem.ts';
import { realNumber, text } from './scalars.ts';
import { defaultsSchema, type Settings } from './schema.ts';
import { strictObject } from './strict-object.ts';

const prefix = 'flyball:';

const { policy, challenger, mode, min, max, queue, group, priority, vcpu } = defaultsSchema.shape;

const cpuPercent = realNumber({ what: 'percent of CPU', min: 1, max: 100 });

const anyText = text({ what: 'text', pattern: /^[^\n]*$/, example: 'true' });

const tagsSchema = strictObject('the flyball: tags', {
  /** Enrolment is for discovery to judge. */
  enabled: anyText.exactOptional(),
  min,
  max,
  policy,
  mode,
  group,
  priority,
  queue,
  challenger,
  vcpu,
  target: cpuPercent.exactOptional(),
});

export type Tags = Readonly<Record<string, string>>;

export type TagSettings = {
  readonly layer: Layer;
  readonly policy: string | null;
  readonly cpuTarget: number | null;
  readonly problems: readonly Problem[];
};

const numeric = /^-?\d{1,9}(\.\d{1,6})?$/;

const numbers: ReadonlySet<string> = new Set(['min', 'max', 'priority', 'target', 'vcpu']);

const typed = (key: string, value: string): string | number | false => {
  const said = value.trim();
  if (key === 'challenger' && said === 'false') return false;
  return numbers.has(key) && numeric.test(said) ? Number(said) : said;
};

export const tagPath = (key: string): string => `tag ${prefix}${key}`;

const pathOf = (key: keyof Settings): string => tagPath(key === 'rules' ? 'target' : key);

export const readTags = (tags: Tags): TagSettings => {
  const raw = Object.fromEntries(
    Object.entries(tags)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), typed(key.slice(prefix.length), value)]),
  );
  const parsed = tagsSchema.safeParse(raw);
  if (parsed.success) {
    const { policy: named, target, enabled: _, ...settings } = parsed.data;
    return {
      layer: { settings, pathOf },
      policy: named ?? null,
      cpuTarget: target ?? null,
      problems: [],
    };
  }
  const problems = problemsFrom(parsed.error.issues, raw).map((problem) => ({
    ...problem,
    path: tagPath(problem.path),
    value: valueText(tags[`${prefix}${problem.path}`] ?? problem.value),
  }));
  return { layer: { settings: {}, pathOf }, policy: null, cpuTarget: null, problems };
};
