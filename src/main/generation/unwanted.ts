/** Places in what a CutThread shares with its worker: the numbers of the newest order and start that are not wanted any more. */
export const UNWANTED = { order: 0, start: 1 } as const;
