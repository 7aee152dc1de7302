import { hostname } from 'node:os';
import { crc32 } from 'node:zlib';

/** This computer among those that share a disk, as eight hexadecimal digits. */
export const COMPUTER = crc32(hostname()).toString(16).padStart(8, '0');
