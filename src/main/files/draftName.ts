import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** Drafts say whose they are; the computer counts too, because a folder can lie on a shared disk. */
const COMPUTER = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const PATTERN = /^\.celkiln-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]+\.tmp$/;

/** The name of a file that is being written; `unique` is a hexadecimal number. */
export function draftName(unique: string, writer = process.pid): string {
  return `.celkiln-${COMPUTER}-${writer}-${unique}.tmp`;
}

/** The process that writes a draft of this name; undefined when it is no draft or one of another computer. */
export function draftWriter(name: string): number | undefined {
  const match = PATTERN.exec(name);
  return match && match[1] === COMPUTER ? Number(match[2]) : undefined;
}
