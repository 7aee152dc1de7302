import { uptime } from 'node:os';
import { isAbsolute } from 'node:path';
import * as z from 'zod';
import { COMPUTER } from '../files/computer.ts';
import { fileKind } from '../files/fileKind.ts';
import { isAlive } from '../files/isAlive.ts';

/** What is noted beside a kept sprite; a person or another version may have written it. */
export const RECOVERY_RECORD = z.strictObject({
  version: z.literal(1),
  /** What its files are called. */
  id: z.uuid(),
  /** What the tab was called. */
  name: z.string().max(1000),
  /** Where Save writes; null: nowhere yet. */
  path: z.string().max(32_768).refine(isSpritePath, 'not the path of a sprite').nullable(),
  /** Milliseconds since 1970. */
  keptAt: z.number().min(0).max(8.64e15),
  writer: z.strictObject({
    computer: z.string().regex(/^[0-9a-f]{8}$/),
    pid: z.int().min(1),
    /** Milliseconds since 1970. */
    startedAt: z.number(),
    /** The page that the sprite was open in: one program can outlive several. */
    page: z.uuid(),
  }),
});
export type RecoveryRecord = z.infer<typeof RECOVERY_RECORD>;
export type Writer = RecoveryRecord['writer'];

/** A save goes there later: nothing but a sprite's file, named in full. */
export function isSpritePath(path: string): boolean {
  return isAbsolute(path) && !path.includes('\0') && fileKind(path) === 'aseprite';
}

/** This program, showing a new page. */
export function writerOf(page: string): Writer {
  return { computer: COMPUTER, pid: process.pid, startedAt: Date.now() - process.uptime() * 1000, page };
}

/** How long another computer's copies must rest; whether its program still runs cannot be seen from here. */
const REST = 3_600_000;
/** By how much two readings of the clock may differ, in milliseconds. */
const SLACK = 60_000;

/**
 * Whether the program that keeps this may still be at it. The lock for a single instance keeps two of them apart already;
 * this is for where it does not reach, such as a home folder that computers share. A number that another process has got
 * since the computer was started anew is not taken for the writer.
 */
export function mayStillRun({ keptAt, writer }: RecoveryRecord, now: number): boolean {
  if (writer.computer !== COMPUTER) return now - keptAt < REST;
  if (writer.pid === process.pid) return false;
  const startOfSystem = now - uptime() * 1000;
  return writer.startedAt > startOfSystem - SLACK && isAlive(writer.pid);
}
