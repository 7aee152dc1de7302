import { buildIfStale } from './build.ts';

/** Makes sure that the command line is built; part of bin/celkiln.mjs in a checkout. */

await buildIfStale();
