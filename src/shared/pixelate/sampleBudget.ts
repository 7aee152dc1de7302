/** What the samples that are kept may take; of a larger clip they are made anew each time. */
export const SAMPLE_BUDGET = 128 << 20;
