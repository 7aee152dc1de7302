import { COMPUTER } from './computer.ts';

/** Drafts say whose they are; the computer counts too, because a folder can lie on a shared disk. */
const PATTERN = /^\.celkiln-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]+\.tmp$/;

let drafts = 0;

/** The name of a file that is being written; `unique` is a hexadecimal number, by default another one each time. */
export function draftName(unique = nextNumber(), writer = process.pid): string {
  return `.celkiln-${COMPUTER}-${writer}-${unique}.tmp`;
}

/** Need not be hard to guess: a draft is opened only if nothing stands at its name. */
function nextNumber(): string {
  drafts++;
  return `${process.hrtime.bigint().toString(16)}${drafts.toString(16)}`;
}

/** The process that writes a draft of this name; undefined when it is no draft or one of another computer. */
export function draftWriter(name: string): number | undefined {
  const match = PATTERN.exec(name);
  return match && match[1] === COMPUTER ? Number(match[2]) : undefined;
}
