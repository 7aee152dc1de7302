/** What the kernel offers: functions on numbers and places in its memory. `kernelFunctions.ts` tells their types. */
export { giveEntry, mergeAlike } from './alike';
export { assignCells, setAssign } from './assign';
export {
  addNear,
  channelValues,
  fieldRow,
  keepNear,
  nearDistances,
  solveModel,
  takeSamples,
} from './backdrop';
export { ballotRow, countVotes, meanOfRuns } from './ballots';
export { splitColors } from './clusters';
export { setGather, setLookUp } from './gather';
export { countColors, histogramBins, listColors } from './histogram';
export { addStepsAcross, addStepsDown, strengthsOf, wave } from './lattice';
export { countBright, darkLines, sumLine } from './letterbox';
export { lloydStep } from './lloyd';
export { findPieces, setMatte, writeMatte } from './matte';
export { beginBackdrop, setBackdrop } from './matteColors';
export { countFlicker, flickerMap, footOf, markUsed, measureOff, renumber } from './measures';
export { nearestBoxes, setEntries } from './nearest';
export { nthValue } from './nthValue';
export { mergeOrphans } from './orphans';
export { setNeighbours } from './partner';
export { setPicture } from './picture';
export { clearCells, detailMeans, sampleCells, smoothCells } from './samples';
export { setSettle, settleCells } from './settle';
export { addLine } from './silhouette';
export { distancesBack, farthestSpot, sketchDistance, sketchMoved, sketchPicture } from './sketches';
export { fillTable, setColors, setTable } from './yuv';

/** Where memory begins that nothing in here uses. */
export function freeFrom(): usize {
  return __heap_base;
}
