/** Scales on which a regression works. Both are relative to the load's own size, so that units do not matter. */

export type Transform = {
  readonly forward: (load: number) => number;
  readonly back: (value: number) => number;
};

/** Below a hundredth of the usual load, differences stop mattering: they are noise around nothing. */
const floorRatio = 0.01;

export const logarithmic = (usualLoad: number): Transform => {
  const floor = Math.max(usualLoad * floorRatio, Number.MIN_VALUE);
  return {
    forward: (load) => Math.log1p(load / floor),
    back: (value) => Math.expm1(Math.min(value, 50)) * floor,
  };
};

export const linear = (usualLoad: number): Transform => {
  const unit = usualLoad > 0 ? usualLoad : 1;
  return { forward: (load) => load / unit, back: (value) => value * unit };
};
