/** Whether an event is what a rule of EventBridge asks for: equal values, anything but some, there or not there. */
import * as z from 'zod';

const fields = z.record(z.string(), z.unknown());
const anythingBut = z.strictObject({ 'anything-but': z.array(z.unknown()) });
const exists = z.strictObject({ exists: z.boolean() });

const isOneOf = (choices: readonly unknown[], value: unknown): boolean =>
  choices.some((choice) => {
    const there = exists.safeParse(choice);
    if (there.success) return there.data.exists === (value !== undefined);
    const others = anythingBut.safeParse(choice);
    if (!others.success) return choice === value;
    return value !== undefined && !others.data['anything-but'].includes(value);
  });

export const matches = (pattern: unknown, event: unknown): boolean => {
  if (Array.isArray(pattern)) return isOneOf(pattern, event);
  const wanted = fields.parse(pattern);
  const given = fields.safeParse(event);
  return Object.entries(wanted).every(([name, part]) =>
    matches(part, given.success ? given.data[name] : undefined),
  );
};
