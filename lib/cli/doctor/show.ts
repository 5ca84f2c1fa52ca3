/** An examination for a terminal: what is not fine with what to do about it, and how much is fine. */
import type { Examined, Finding } from '#lib/doctor/finding.ts';
import type { Paint } from '../colour.ts';

const signs = { fine: '✓', note: '!', wrong: '✗' } as const;
const shades = { fine: 'green', note: 'yellow', wrong: 'red' } as const;

/** Control characters of a name or a message must not steer the terminal. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '�');

const findingLines = (finding: Finding, paint: Paint): readonly string[] => {
  const sign = paint(shades[finding.kind], signs[finding.kind]);
  const line = `  ${sign} ${printable(finding.what)}`;
  return finding.kind === 'fine' ? [line] : [line, `    → ${printable(finding.todo)}`];
};

const worstOf = (findings: readonly Finding[]): Finding['kind'] =>
  (['wrong', 'note'] as const).find((kind) => findings.some((each) => each.kind === kind)) ??
  'fine';

const checks = (count: number): string => (count === 1 ? '1 check' : `${count} checks`);

/** Of a fleet only what somebody has to look at; of one service everything. */
const blockOf = (
  { subject, findings }: Examined,
  isWhole: boolean,
  paint: Paint,
): readonly string[] => {
  const kind = worstOf(findings);
  const fineOnes = findings.filter((finding) => finding.kind === 'fine').length;
  const heading = `${paint(shades[kind], signs[kind])} ${paint('bold', printable(subject))}`;
  if (isWhole) return [heading, ...findings.flatMap((finding) => findingLines(finding, paint))];
  const others = findings.filter((finding) => finding.kind !== 'fine');
  if (others.length === 0) return [`${heading}: ${checks(fineOnes)} passed`];
  return [heading, ...others.flatMap((finding) => findingLines(finding, paint))];
};

export type Shown = {
  readonly deployment: Examined;
  readonly services: readonly Examined[];
  /** Whether one service was asked about. */
  readonly isOne: boolean;
};

export const doctorText = ({ deployment, services, isOne }: Shown, paint: Paint): string => {
  const all = [deployment, ...services].flatMap(({ findings }) => findings);
  const count = (kind: Finding['kind']): number =>
    all.filter((finding) => finding.kind === kind).length;
  const verdict = `${count('wrong')} wrong, ${count('note')} to know, ${count('fine')} fine`;
  return [
    ...blockOf(deployment, true, paint),
    '',
    ...services.flatMap((each) => blockOf(each, isOne, paint)),
    '',
    paint(count('wrong') > 0 ? 'red' : 'green', verdict),
  ].join('\n');
};
