/** Which stretches of time are worth a closer look. */
import { type Contender, type Report, withRole } from './report.ts';
import type { Span } from './series.ts';
import { worstHourOf } from './worst-hour.ts';

export type Zoom = { readonly label: string; readonly span: Span };

const overlap = (one: Span, other: Span): boolean =>
  one.fromMs < other.toMs && other.fromMs < one.toMs;

const zoomOn = ({ demand }: Report, contender: Contender | null): readonly Zoom[] => {
  if (contender === null || contender.running === null) return [];
  const span = worstHourOf(demand, contender.running);
  return span === null ? [] : [{ label: contender.label, span }];
};

/** That of whom the report is about comes first, and stands for the rival's too where they are the same. */
export const zoomsOf = (report: Report): readonly Zoom[] => {
  const ours = zoomOn(report, withRole(report, 'subject'));
  const theirs = zoomOn(report, withRole(report, 'rival'));
  return [...ours, ...theirs.filter(({ span }) => !ours.some((our) => overlap(our.span, span)))];
};
