/**
 * The kernel's functions, as their sources in `assembly` describe them. All values are numbers; those named `...At` are
 * places in the kernel's memory.
 */
export interface KernelFunctions {
  readonly freeFrom: () => number;
  readonly setColors: (
    kr: number,
    kb: number,
    black: number,
    lumaSpan: number,
    chromaSpan: number,
    curveAt: number,
  ) => void;
  readonly setGather: (
    frameAt: number,
    matteAt: number,
    frameWidth: number,
    frameHeight: number,
    samples: number,
    columnsAt: number,
    rowsAt: number,
    middleAt: number,
    wantedAt: number,
    coverWeightsAt: number,
    coveragesAt: number,
  ) => void;
  readonly setLookUp: (edgesAt: number, edgesKnownAt: number, screen: number) => void;
  readonly clearCells: (cellsAt: number, count: number) => void;
  readonly sampleCells: (
    outAt: number,
    width: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    kind: number,
  ) => void;
  readonly smoothCells: (cellsAt: number, smoothAt: number, width: number, height: number) => void;
  readonly detailMeans: (cellsAt: number, smoothAt: number, width: number, height: number, detail: number) => void;
  readonly ballotRow: (
    row: number,
    left: number,
    right: number,
    runsAt: number,
    countsAt: number,
    coverageAt: number,
  ) => number;
  readonly countVotes: (
    startsAt: number,
    runsAt: number,
    cells: number,
    entriesAt: number,
    entryCount: number,
    votedAt: number,
    outAt: number,
  ) => void;
  readonly meanOfRuns: (startsAt: number, runsAt: number, cells: number, outAt: number) => void;
  readonly addStepsAcross: (
    frameAt: number,
    width: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    stepsAt: number,
  ) => void;
  readonly addStepsDown: (
    frameAt: number,
    width: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    stepsAt: number,
  ) => void;
  readonly strengthsOf: (
    stepsAt: number,
    count: number,
    turnsAt: number,
    frequencies: number,
    strengthsAt: number,
    scoresAt: number,
  ) => void;
  readonly wave: (stepsAt: number, count: number, turnCos: number, turnSin: number, outAt: number) => void;
  readonly setPicture: (frameAt: number, frameWidth: number, frameHeight: number) => void;
  readonly sketchPicture: (
    outAt: number,
    width: number,
    height: number,
    sourceWidth: number,
    sourceHeight: number,
  ) => void;
  readonly sketchMoved: (
    outAt: number,
    width: number,
    height: number,
    left: number,
    top: number,
    sourceWidth: number,
    sourceHeight: number,
    moveX: number,
    moveY: number,
  ) => void;
  readonly sketchDistance: (oneAt: number, otherAt: number, count: number) => number;
  readonly farthestSpot: (oneAt: number, otherAt: number, count: number) => number;
  readonly distancesBack: (
    ringAt: number,
    slots: number,
    count: number,
    number: number,
    least: number,
    most: number,
    outAt: number,
    stride: number,
  ) => void;
  readonly takeSamples: (
    left: number,
    top: number,
    right: number,
    bottom: number,
    ring: number,
    step: number,
    outAt: number,
  ) => number;
  readonly nearDistances: (
    samplesAt: number,
    count: number,
    modelAt: number,
    limit: number,
    sidesAt: number,
    outAt: number,
  ) => number;
  readonly channelValues: (samplesAt: number, count: number, channel: number, outAt: number) => void;
  readonly nthValue: (valuesAt: number, count: number, wanted: number) => number;
  readonly keepNear: (samplesAt: number, count: number, modelAt: number, reach: number) => number;
  readonly addNear: (samplesAt: number, count: number, modelAt: number, reach: number, sumsAt: number) => number;
  readonly solveModel: (sumsAt: number, count: number, modelAt: number) => void;
  readonly fieldRow: (modelAt: number, width: number, v: number, left: number, span: number, outAt: number) => void;
  readonly darkLines: (
    start: number,
    lineStep: number,
    step: number,
    count: number,
    black: number,
    most: number,
  ) => number;
  readonly countBright: (start: number, step: number, count: number, black: number) => number;
  readonly sumLine: (start: number, step: number, count: number) => number;
  readonly addLine: (lineAt: number, count: number, sumsAt: number) => void;
  readonly beginBackdrop: (
    learnedAt: number,
    fieldAt: number,
    width: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
  ) => void;
  readonly setBackdrop: (
    learnedAt: number,
    fieldAt: number,
    textureAt: number,
    textureColors: number,
    sure: number,
    soft: number,
    removesShadow: number,
  ) => void;
  readonly setMatte: (
    width: number,
    height: number,
    left: number,
    top: number,
    right: number,
    bottom: number,
    rowAt: number,
  ) => void;
  readonly findPieces: (frameAt: number, runsAt: number) => void;
  readonly writeMatte: (
    matteAt: number,
    columnsAt: number,
    rowsAt: number,
    boxAt: number,
    leastPiece: number,
    leastHole: number,
    removesHoles: number,
  ) => void;
  readonly setTable: (tableAt: number, filledAt: number) => void;
  readonly fillTable: () => void;
  readonly setSettle: (stick: number, outline: number, coverage: number) => void;
  readonly settleCells: (
    samplesAt: number,
    beforeAt: number,
    shownAt: number,
    shownOpaqueAt: number,
    cells: number,
    outAt: number,
  ) => void;
  readonly histogramBins: () => number;
  readonly countColors: (
    colorsAt: number,
    opaqueAt: number,
    cells: number,
    placesAt: number,
    sumsAt: number,
    used: number,
  ) => number;
  readonly listColors: (placesAt: number, sumsAt: number, outAt: number) => void;
  readonly splitColors: (
    colorsAt: number,
    count: number,
    orderAt: number,
    spareAt: number,
    meansAt: number,
    most: number,
  ) => number;
  readonly lloydStep: (colorsAt: number, count: number, centersAt: number, centerCount: number) => number;
  readonly mergeAlike: (entriesAt: number, count: number, limit: number) => number;
  readonly giveEntry: (
    colorsAt: number,
    count: number,
    entriesAt: number,
    entryCount: number,
    most: number,
    reach: number,
  ) => number;
  readonly nearestBoxes: () => number;
  readonly setEntries: (entriesAt: number, count: number, countsAt: number, candidatesAt: number) => void;
  readonly setNeighbours: (neighboursAt: number) => void;
  readonly setAssign: (frameWidth: number, farther: number, patternAt: number, patternSide: number) => void;
  readonly assignCells: (
    colorsAt: number,
    opaqueAt: number,
    stillAt: number,
    beforeAt: number,
    cells: number,
    outAt: number,
  ) => void;
  readonly mergeOrphans: (
    beforeAt: number,
    frameAt: number,
    afterAt: number,
    cells: number,
    width: number,
    colorsAt: number,
    entriesAt: number,
    outAt: number,
  ) => void;
  readonly countFlicker: (
    stillAt: number,
    beforeAt: number,
    frameAt: number,
    cells: number,
    restsAt: number,
    changesAt: number,
  ) => void;
  readonly flickerMap: (restsAt: number, changesAt: number, cells: number, outAt: number, totalsAt: number) => void;
  readonly measureOff: (
    colorsAt: number,
    frameAt: number,
    cells: number,
    entriesAt: number,
    outAt: number,
    totalsAt: number,
  ) => void;
  readonly markUsed: (frameAt: number, cells: number, usedAt: number) => void;
  readonly renumber: (frameAt: number, cells: number, placesAt: number) => void;
  readonly footOf: (frameAt: number, cells: number, width: number) => number;
}
