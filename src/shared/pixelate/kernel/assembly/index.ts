/** What the kernel offers: functions on numbers and places in its memory. `kernelFunctions.ts` tells their types. */
export {
  addNear,
  channelValues,
  fieldRow,
  keepNear,
  nearDistances,
  nthValue,
  solveModel,
  takeSamples,
} from './backdrop';
export { ballotRow, countVotes, meanOfRuns } from './ballots';
export { setGather, setLookUp } from './gather';
export { addStepsAcross, addStepsDown, strengthsOf, wave } from './lattice';
export { setPicture } from './picture';
export { detailMeans, sampleCells, smoothCells } from './samples';
export { distancesBack, sketchDistance, sketchMoved, sketchPicture } from './sketches';
export { fillTable, setColors } from './yuv';

/** Where memory begins that nothing in here uses. */
export function freeFrom(): usize {
  return __heap_base;
}
