/** Of all scores of a trial those that a comparison quotes, in the order in which they are printed. */
import type { ScalerScore } from './comparison.ts';

export const scalerScore = (score: ScalerScore): ScalerScore => ({
  name: score.name,
  settings: score.settings,
  violatedPct: score.violatedPct,
  taskHours: score.taskHours,
  dollars: score.dollars,
  thetaU: score.thetaU,
  thetaO: score.thetaO,
  tauU: score.tauU,
  tauO: score.tauO,
  instability: score.instability,
  scaleOuts: score.scaleOuts,
  scaleIns: score.scaleIns,
  reactionSeconds: score.reactionSeconds,
  readDollars: score.readDollars,
});
