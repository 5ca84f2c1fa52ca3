/** `{cluster}` and `{service}` in dimension values, so that one policy serves many services' own metrics. */
import type { MetricSource, SignalDefinition } from '#engine/policy.ts';

export type Names = { readonly cluster: string; readonly service: string };

/** Only the two known placeholders; any other brace is refused, since it was meant to be one. */
export const dimensionPattern = /^(?:[ -z|~]|\{cluster\}|\{service\}){1,255}$/;

const fillSource = <Source extends MetricSource>(source: Source, names: Names): Source => ({
  ...source,
  dimensions: Object.fromEntries(
    Object.entries(source.dimensions).map(([name, value]) => [
      name,
      value.replaceAll('{cluster}', names.cluster).replaceAll('{service}', names.service),
    ]),
  ),
});

export const fillIn = (definition: SignalDefinition, names: Names): SignalDefinition => {
  if (definition.kind === 'custom') return fillSource(definition, names);
  if (definition.kind !== 'expression') return definition;
  const metrics = Object.entries(definition.metrics).map(
    ([id, source]) => [id, fillSource(source, names)] as const,
  );
  return { ...definition, metrics: Object.fromEntries(metrics) };
};
